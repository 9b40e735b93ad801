package dev.eloquent.processor.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.option.Options.Mode;
import dev.eloquent.processor.option.Options.Warnings;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Messager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final Set<String> DIALECTS = Set.of("postgresql", "mysql", "sqlite");

  private final List<String> problems = new ArrayList<>();

  @Test
  void nothingGivenMeansTheDefaults() {
    assertThat(parse(Map.of("other.processor", "x")))
        .isEqualTo(new Options(null, null, null, "", Mode.DRAFT, Warnings.WARNING));
    assertThat(problems).isEmpty();
  }

  @Test
  void everythingGivenIsKept() {
    Options options =
        parse(
            Map.of(
                "eloquent.migrations", "db/changes",
                "eloquent.dialects", "sqlite, postgresql",
                "eloquent.package", "com.example.migrations",
                "eloquent.catalog", "billing_2",
                "eloquent.mode", "verify",
                "eloquent.warnings", "note"));

    assertThat(problems).isEmpty();
    assertThat(options)
        .isEqualTo(
            new Options(
                "db/changes",
                List.of("postgresql", "sqlite"),
                "com.example.migrations",
                "billing_2",
                Mode.VERIFY,
                Warnings.NOTE));
    assertThat(Options.warningsAsNotes(Map.of("eloquent.warnings", "note"))).isTrue();
    assertThat(Options.warningsAsNotes(Map.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eloquent.dialects | postgres,sqlite | names unknown dialect postgres (did you mean "postgresql"?); the dialects are mysql, postgresql, sqlite
          eloquent.dialects | oracle | names unknown dialect oracle; the dialects are mysql, postgresql, sqlite
          eloquent.dialects | mysql,mysql | names mysql twice: name it once
          eloquent.dialects | mysql, | has an empty entry; the dialects are mysql, postgresql, sqlite
          eloquent.dialects | '' | has an empty entry; the dialects are mysql, postgresql, sqlite
          eloquent.package | com.1x | is no package name: write one such as com.example.migrations
          eloquent.package | com.class | is no package name: write one such as com.example.migrations
          eloquent.package | '' | is no package name: write one such as com.example.migrations
          eloquent.catalog | Billing | is no catalogue id: write a-z, then a-z, 0-9 or _, at most 35 characters, for its history table is named after it
          eloquent.catalog | a/../b | is no catalogue id: write a-z, then a-z, 0-9 or _, at most 35 characters, for its history table is named after it
          eloquent.catalog | abcdefghijklmnopqrstuvwxyzabcdefghij | is no catalogue id: write a-z, then a-z, 0-9 or _, at most 35 characters, for its history table is named after it
          eloquent.catalog | bíll | is no catalogue id: write a-z, then a-z, 0-9 or _, at most 35 characters, for its history table is named after it
          eloquent.catalog | '; DROP TABLE x' | is no catalogue id: write a-z, then a-z, 0-9 or _, at most 35 characters, for its history table is named after it
          eloquent.catalog | import | is a word of Java's, and a package is named after it: choose another
          eloquent.catalog | migration | would lie in the default history's folder: choose another
          eloquent.mode | verfy | is none of its values (did you mean "verify"?): draft, verify
          eloquent.warnings | off | is none of its values: note, warning
          eloquent.migrations | '' | is no folder: name the one that holds the history
          """)
  void aBadValueIsReportedAndReplacedByTheDefault(String key, String value, String why) {
    Options options = parse(Map.of(key, value));

    assertThat(problems)
        .containsExactly("option -A" + key + ": \"" + value + "\" " + why + " [ELQ001]");
    assertThat(options).isEqualTo(new Options(null, null, null, "", Mode.DRAFT, Warnings.WARNING));
  }

  @Test
  void anOptionWithoutValueIsAsAnEmptyOne() {
    Map<String, String> given = new HashMap<>();
    given.put("eloquent.mode", null);
    parse(given);

    assertThat(problems)
        .containsExactly(
            "option -Aeloquent.mode: \"\" is none of its values: draft, verify [ELQ001]");
  }

  @Test
  void anUnknownOptionIsAnErrorThatNamesTheNearOne() {
    parse(Map.of("eloquent.dialect", "sqlite", "eloquent.zzz", ""));

    String all =
        "; the options are eloquent.catalog, eloquent.dialects, eloquent.migrations, eloquent.mode,"
            + " eloquent.package, eloquent.warnings [ELQ003]";
    assertThat(problems)
        .containsExactly(
            "option -Aeloquent.dialect does not exist (did you mean \"eloquent.dialects\"?)" + all,
            "option -Aeloquent.zzz does not exist" + all);
  }

  private Options parse(Map<String, String> given) {
    Diagnostics diagnostics = new Diagnostics(false);
    Options options = Options.parse(given, DIALECTS, diagnostics);
    Messager messager =
        (Messager)
            Proxy.newProxyInstance(
                Messager.class.getClassLoader(),
                new Class<?>[] {Messager.class},
                (proxy, method, arguments) -> {
                  problems.add(String.valueOf(arguments[1]));
                  return null;
                });
    diagnostics.flush(messager);
    return options;
  }
}
