package dev.eloquent.processor.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandReaderTest {
  private static final CommandSyntax SYNTAX = new CommandSyntax();

  private static List<String> commands(String text) throws SplitException {
    return SYNTAX.split(text).stream().map(SplitStatement::sql).toList();
  }

  @Test
  void eachLineIsACommandWithoutItsComma() throws SplitException {
    assertThat(commands("[\n{\"create\":\"a\"},\n{\"drop\":\"b\"}\n]\n"))
        .containsExactly("{\"create\":\"a\"}", "{\"drop\":\"b\"}");
    assertThat(commands("[\r\n  {\"create\" : \"a\"} ,\r\n\r\n\t{\"drop\":\"b\"}\r\n]"))
        .containsExactly("{\"create\" : \"a\"}", "{\"drop\":\"b\"}");
  }

  @Test
  void anEmptyListHasNoCommand() throws SplitException {
    assertThat(commands(CommandSyntax.EMPTY)).isEmpty();
  }

  @Test
  void aCommentPairsACommandWithTheOneThatItReverses() throws SplitException {
    List<SplitStatement> split =
        SYNTAX.split(
            """
            [
            {"drop":"a","comment":"reverse of 12"},
            {"drop":"b","comment":"reverse of 3; the documents of b are lost"},
            {"drop":"c","comment":"the reverse of 4"},
            {"insert":"d","documents":[{"comment":"reverse of 5"}]}
            ]
            """);
    assertThat(split.stream().map(SplitStatement::reverseOf)).containsExactly(12, 3, 0, 0);
    assertThat(split.stream().map(SplitStatement::line)).containsExactly(2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          |1|1|[ is missing
          {"create":"a"}|1|1|a file of commands has [ on its first line
          [{"create":"a"}]|1|1|a file of commands has [ on its first line
          [~{"create":"a"}|3|1|] is missing
          [~{"create":"a"},~]~{}|4|1|a file of commands has [ on its first line
          [~{"create":"a"}~{"drop":"b"}~]|3|1|the command before this one has no comma behind it
          [~  {"create":~]|2|13|this line is no JSON object
          [~"create"~]|2|1|this line is no JSON object
          [~{}~]|2|1|this command is empty
          [~  {"find":"a"}~]|2|3|"find" is no command of migrations
          [~{"drop":1}~]|2|1|"drop" names no collection
          [~{"drop":""}~]|2|1|"drop" names no collection
          [~{"drop":"a","drop":"b"}~]|2|19|this line is no JSON object (Duplicate field 'drop')
          [~{"drop":"a"} {"drop":"b"}~]|2|1|there is more behind the command's }
          """)
  void whatIsNoCommandIsRefusedWhereItStands(
      @Nullable String text, int line, int column, String why) {
    SplitException e =
        assertThrows(
            SplitException.class, () -> commands(text == null ? "" : text.replace('~', '\n')));
    assertThat(e.line()).isEqualTo(line);
    assertThat(e.column()).isEqualTo(column);
    assertThat(e).hasMessageStartingWith(why);
  }
}
