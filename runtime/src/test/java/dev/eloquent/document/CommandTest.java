package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eloquent.history.Checkpoint;
import dev.eloquent.history.Checkpoint.Rule;
import java.sql.SQLException;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a command without asking the server, and what is compared with its answer. */
class CommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CREATES | {'create':'a','capped':true,'size':4096}",
        "DROPS   | {'drop':'a'}",
        "DROPS   | {'dropIndexes':'a','index':'i'}",
        "DROPS   | {'dropIndexes':'a','index':['i','j']}",
        "OPAQUE  | {'dropIndexes':'a','index':'*'}",
        "OPAQUE  | {'dropIndexes':'a','index':{'x':1}}",
        "RENAMES | {'renameCollection':'a','to':'b'}",
        "DROPS   | {'renameCollection':'a','to':'b','dropTarget':true}",
        "REPEAT  | {'createIndexes':'a','indexes':[{'key':{'x':1},'name':'i'}]}",
        "REPEAT  | {'collMod':'a','validator':{}}",
        "REPEAT  | {'insert':'a','documents':[{'_id':1},{'_id':'b'}]}",
        "OPAQUE  | {'insert':'a','documents':[{'_id':1},{'x':1}]}",
        "OPAQUE  | {'insert':'a','documents':[]}",
        "REPEAT  | {'delete':'a','deletes':[{'q':{'x':1},'limit':0}]}",
        "OPAQUE  | {'delete':'a','deletes':[{'q':{'x':1},'limit':1}]}",
        "REPEAT  | {'update':'a','updates':[{'q':{'x':1},'u':{'$set':{'x':2}},'multi':true}]}",
        "REPEAT  | {'update':'a','updates':[{'q':{},'u':{'$unset':{'x':''}},'multi':true}]}",
        "OPAQUE  | {'update':'a','updates':[{'q':{},'u':{'$inc':{'x':1}},'multi':true}]}",
        "OPAQUE  | {'update':'a','updates':[{'q':{},'u':{'$set':{'x':1}},'multi':false}]}",
        "OPAQUE  | {'update':'a','updates':[{'q':{},'u':{'$set':{'x':1}}}]}",
        "OPAQUE  | {'update':'a','updates':[{'q':{},'u':[{'$set':{'x':'$y'}}],'multi':true}]}",
        "OPAQUE  | {'update':'a','updates':[{'q':{},'u':{'$set':{'x':1}},'multi':true,'upsert':true}]}",
        "OPAQUE  | {'update':'a','updates':[{'q':{'x':1},'u':{'$set':{'x':2}},'multi':true},{'q':{'x':3},'u':{'$set':{'x':1}},'multi':true}]}"
      })
  void tellsHowItsEffectIsFound(Rule rule, String json) throws SQLException {
    Checkpoint checkpoint = Command.of(json.replace('\'', '"')).checkpoint();
    assertThat(checkpoint.rule()).isEqualTo(rule);
    assertThat(Checkpoint.decode(checkpoint.encode())).isEqualTo(checkpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"create\":1}", "{\"create\":\"a\"", "create a", "null"})
  void refusesWhatIsNoCommand(String text) {
    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Command.of(text));
  }

  @Test
  void knowsWhoseDocumentsAreLost() throws SQLException {
    assertThat(Command.of("{\"drop\":\"a\"}").losers()).containsExactly("a");
    assertThat(
            Command.of(
                    "{\"update\":\"b\",\"updates\":[{\"q\":{},\"u\":{\"$unset\":{\"x\":\"\"}},"
                        + "\"multi\":true}]}")
                .losers())
        .containsExactly("b");
    assertThat(Command.of("{\"create\":\"a\"}").losers()).isEmpty();
    assertThat(Command.of("{\"dropIndexes\":\"a\",\"index\":\"i\"}").losers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "true  | {'create':'a'} | {}",
        "true  | {'create':'a','comment':'why','writeConcern':{'w':1}} | {}",
        "true  | {'create':'a','capped':true,'size':4096} | {'capped':true,'size':{'$numberLong':'4096'}}",
        "false | {'create':'a','capped':true,'size':4096} | {'capped':true,'size':8192}",
        "false | {'create':'a'} | {'capped':true,'size':4096}",
        "false | {'create':'a','validator':{'x':1}} | {}",
        "true  | {'create':'a','validator':{'x':1}} | {'validator':{'x':1},'validationLevel':'strict','validationAction':'error'}",
        "false | {'create':'a','validator':{'x':1}} | {'validator':{'x':1},'validationLevel':'moderate'}",
        "false | {'create':'a','validator':{'x':1}} | {'validator':{'x':1,'y':1}}",
        "false | {'create':'a','validator':{'$or':[{'x':1}]}} | {'validator':{'$or':[{'x':2}]}}",
        "true  | {'create':'a','collation':{'locale':'en'}} | {'collation':{'locale':'en','strength':3}}",
        "false | {'create':'a','collation':{'locale':'en'}} | {'collation':{'locale':'de','strength':3}}"
      })
  void comparesOptions(boolean same, String create, String listed) {
    assertThat(
            Options.same(
                BsonDocument.parse(create.replace('\'', '"')),
                BsonDocument.parse(listed.replace('\'', '"'))))
        .isEqualTo(same);
  }
}
