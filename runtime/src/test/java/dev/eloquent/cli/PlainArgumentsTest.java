package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is taken for plain means the same to picocli. */
class PlainArgumentsTest {
  @Property(tries = 2000)
  void agreesWithPicocli(
      @ForAll("commands") String name, @ForAll("arguments") List<String> arguments) {
    Command plain = Commands.create(name);
    Map<String, Object> untouched = options(plain, "");
    if (!PlainArguments.fill(plain, arguments)) {
      assertThat(options(plain, "")).isEqualTo(untouched);
      return;
    }
    Command parsed = Commands.create(name);
    try {
      Arguments.line(parsed, name).parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new AssertionError("picocli refuses " + arguments, e);
    }
    assertThat(options(plain, "")).isEqualTo(options(parsed, ""));
  }

  @Test
  void takesWhatPeopleType() {
    for (String line :
        List.of("", "--pg", "--url jdbc:sqlite:x?y=z --json", "--lock-retries=3 --check")) {
      MigrateStatus status = new MigrateStatus();
      List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
      assertThat(PlainArguments.fill(status, words)).as(line).isTrue();
    }
  }

  @Test
  void leavesTheRestToPicocli() {
    for (String line :
        List.of("--help", "--pgg", "--pg --pg", "--url", "--url --pg", "--lock-retries x", "x")) {
      MigrateStatus status = new MigrateStatus();
      assertThat(PlainArguments.fill(status, List.of(line.split(" ")))).as(line).isFalse();
    }
  }

  @Provide
  Arbitrary<String> commands() {
    return Arbitraries.of(Commands.names());
  }

  @Provide
  Arbitrary<List<String>> arguments() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "", "x", "3", "-3", "007", "99999999999", "a=b", "=", "--", "-h", "\"q\"", "@f"));
    for (String name : Commands.names()) {
      for (String option :
          new CommandLine(Commands.create(name)).getCommandSpec().optionsMap().keySet()) {
        words.add(option);
        words.add(option + "=3");
        words.add(option + "=x y");
        words.add(option + "=");
      }
    }
    return Arbitraries.of(words).list().ofMaxSize(4);
  }

  private static Map<String, Object> options(Object owner, String prefix) {
    Map<String, Object> values = new TreeMap<>();
    try {
      for (Class<?> type = owner.getClass(); type != Object.class; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (field.isAnnotationPresent(Mixin.class)) {
            values.putAll(options(field.get(owner), prefix + field.getName() + "."));
          } else if (field.isAnnotationPresent(Option.class)) {
            values.put(prefix + field.getName(), Objects.toString(field.get(owner)));
          }
        }
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    return values;
  }
}
