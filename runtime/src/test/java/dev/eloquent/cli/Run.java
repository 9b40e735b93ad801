package dev.eloquent.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the command line inside the test's JVM. */
final class Run {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";
  private boolean terminal;
  private Terminal screen = Terminal.NONE;

  Run(Path folder) {
    this.folder = folder;
  }

  /** What came of it. */
  record Result(int exit, String out, String err) {}

  Run with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** As if a person sat there and typed that. */
  Run typing(String answer) {
    input = answer;
    terminal = true;
    return this;
  }

  /** As if both outputs were a terminal of that width. */
  Run onScreen(int columns) {
    screen =
        new Terminal() {
          @Override
          public boolean out() {
            return true;
          }

          @Override
          public boolean err() {
            return true;
          }

          @Override
          public int columns() {
            return columns;
          }
        };
    return this;
  }

  Result call(String... args) {
    return call(new ByteArrayOutputStream(), args);
  }

  /** The same with results that go elsewhere. */
  Result call(OutputStream out, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Main.run(args, invocation(out, err));
    String results =
        out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
    return new Result(exit, results, err.toString(StandardCharsets.UTF_8));
  }

  Session session() {
    return session(new ByteArrayOutputStream());
  }

  Session session(ByteArrayOutputStream err) {
    return new Session(invocation(new ByteArrayOutputStream(), err), "test", false);
  }

  /** What goes to standard output. */
  String print(Consumer<Session> printer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    printer.accept(new Session(invocation(out, new ByteArrayOutputStream()), "test", false));
    return out.toString(StandardCharsets.UTF_8);
  }

  Invocation invocation(OutputStream out, ByteArrayOutputStream err) {
    return new Invocation(
        environment,
        folder,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new ResultStream(out),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        screen,
        question -> input.isEmpty() ? null : input.toCharArray());
  }
}
