package dev.eloquent.processor.dialect.mongodb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of commands itself: a wrong name fails. */
class CommandSyntaxCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"creat":"c"} | no command of migrations: creat
          {"create":"c","validators":{}} | create has no field [validators]
          {"create":"c","validator":{"$jsonschema":{}}} | validator has no field [$jsonschema]
          {"create":"c","validator":{"$jsonSchema":{"bsonTyp":"int"}}} | $jsonSchema has no field [bsonTyp]
          {"create":"c","validator":{"$jsonSchema":{"bsonType":"integer"}}} | no BSON type
          {"create":"c","validator":{"$jsonSchema":{"properties":{"a":{"maxlength":1}}}}} | $jsonSchema has no field [maxlength]
          {"create":"c","validator":{"$jsonSchema":{"properties":{"a":{"items":{"typ":1}}}}}} | $jsonSchema has no field [typ]
          {"create":"c","validator":{"$jsonSchema":{"required":[]}}} | required is empty
          {"create":"c","validator":{"$jsonSchema":{"properties":{"a":{"enum":["A","A"]}}}}} | enum has a value twice
          {"collMod":"c"} | collMod changes nothing
          {"collMod":"c","index":{"name":"i","expireAfterSecs":1}} | index has no field [expireAfterSecs]
          {"createIndexes":"c"} | createIndexes lacks indexes
          {"createIndexes":"c","indexes":[{"key":{"a":1}}]} | an index without name
          {"createIndexes":"c","indexes":[{"key":{"a":2},"name":"i"}]} | direction
          {"createIndexes":"c","indexes":[{"keys":{"a":1},"name":"i"}]} | an index has no field [keys]
          {"createIndexes":"c","indexes":[{"key":{"a":1},"name":"i","partialFilterExpression":{"a":{"$ne":1}}}]} | no partial index takes $ne
          {"createIndexes":"c","indexes":[{"key":{"a":1,"b":1},"name":"i","expireAfterSeconds":1}]} | only an index of one field expires
          {"dropIndexes":"c","indexes":"i"} | dropIndexes has no field [indexes]
          {"renameCollection":"c","new":"d"} | renameCollection has no field [new]
          {"renameCollection":"c"} | renameCollection lacks to
          {"update":"c","updates":[{"q":{},"update":{}}]} | an update has no field [update]
          {"update":"c","updates":[{"q":{},"u":{"$remove":{"a":1}}}]} | u has no field [$remove]
          {"drop":"c","comments":"x"} | drop has no field [comments]
          {"drop":1} | drop names no collection
          """)
  void aWrongNameFails(String command, String problem) {
    assertThatThrownBy(() -> CommandSyntaxCheck.check(command))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(problem);
  }

  /** Examples from MongoDB's manual, the database's name left out. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"create\":\"log\",\"capped\":true,\"size\":262144000}",
        "{\"collMod\":\"c\",\"index\":{\"keyPattern\":{\"lastAccess\":1},\"expireAfterSeconds\":3600}}",
        "{\"createIndexes\":\"products\",\"indexes\":[{\"key\":{\"item\":1,\"stock\":1},\"name\":\"i\",\"unique\":true}],\"writeConcern\":{\"w\":\"majority\"}}",
        "{\"dropIndexes\":\"c\",\"index\":\"age_1\"}",
        "{\"renameCollection\":\"orders\",\"to\":\"orders2016\"}",
        "{\"update\":\"members\",\"updates\":[{\"q\":{},\"u\":{\"$set\":{\"status\":\"A\"},\"$inc\":{\"points\":1}},\"multi\":true}],\"ordered\":false}",
        "{\"insert\":\"users\",\"documents\":[{\"_id\":1,\"user\":\"abc123\"}]}",
        "{\"delete\":\"orders\",\"deletes\":[{\"q\":{\"status\":\"D\"},\"limit\":0}]}",
        "{\"drop\":\"c\",\"comment\":\"why\"}"
      })
  void whatTheManualShowsPasses(String command) {
    assertThatCode(() -> CommandSyntaxCheck.check(command)).doesNotThrowAnyException();
  }
}
