package dev.eloquent.processor.emit;

import dev.eloquent.format.StatementsFile;
import dev.eloquent.format.StatementsFile.Part;
import dev.eloquent.processor.history.ScriptFile;
import dev.eloquent.processor.split.ScriptSyntax;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import dev.eloquent.processor.split.StatementHead;
import dev.eloquent.processor.split.StatementSource;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The statements of a script, split: in memory, or for a large one what writing them takes. */
sealed interface SplitFile {
  /** No statement. */
  SplitFile NONE = new Listed(List.of());

  /** How many there are. */
  int count();

  /** The numbers, from 1, of those that no transaction takes. */
  List<Integer> outside();

  /** Does something with each, of a large one without holding all. */
  void forEach(Consumer<SplitStatement> action);

  /** The statements of one that is in memory. */
  List<SplitStatement> statements();

  /** How the resource names it. */
  Part part();

  /** Writes them as a {@link StatementsFile} has them. */
  void write(Writer out, boolean down) throws IOException;

  /** Splits a script. */
  static SplitFile of(ScriptFile file, ScriptSyntax syntax) throws SplitException {
    if (file instanceof ScriptFile.Text small) {
      return new Listed(syntax.split(small.text()));
    }
    return file.read(in -> new LargeSplit(file, syntax).count(in));
  }

  private static String line(boolean down, int of, int bytes) {
    return down ? StatementsFile.downLine(of, bytes) : StatementsFile.upLine(bytes);
  }

  /** Statements in memory. */
  record Listed(List<SplitStatement> statements) implements SplitFile {
    /** Copies the list. */
    public Listed {
      statements = List.copyOf(statements);
    }

    @Override
    public int count() {
      return statements.size();
    }

    @Override
    public List<Integer> outside() {
      List<Integer> numbers = new ArrayList<>();
      for (int k = 1; k <= statements.size(); k++) {
        if (!statements.get(k - 1).head().transactional()) {
          numbers.add(k);
        }
      }
      return numbers;
    }

    @Override
    public void forEach(Consumer<SplitStatement> action) {
      statements.forEach(action);
    }

    @Override
    public Part part() {
      return new Part(statements.size(), false);
    }

    @Override
    public void write(Writer out, boolean down) throws IOException {
      for (SplitStatement statement : statements) {
        int bytes = statement.sql().getBytes(StandardCharsets.UTF_8).length;
        out.write(line(down, statement.reverseOf(), bytes));
        out.write(statement.sql());
        out.write('\n');
      }
    }
  }

  /**
   * Statements that are split once to be counted, which finds what is wrong before anything is
   * written, and once more to be written.
   */
  final class LargeSplit implements SplitFile {
    private final ScriptFile file;
    private final ScriptSyntax syntax;
    private final List<Integer> outside = new ArrayList<>();
    private int count;
    private int[] bytes = new int[1024];
    private int[] reverseOf = new int[0];

    private LargeSplit(ScriptFile file, ScriptSyntax syntax) {
      this.file = file;
      this.syntax = syntax;
    }

    private LargeSplit count(Reader in) throws IOException, SplitException {
      StatementSource source = syntax.open(in, file.length());
      Utf8Counter counter = new Utf8Counter();
      for (StatementHead h = source.next(counter); h != null; h = source.next(counter)) {
        add(h, Math.toIntExact(counter.take()));
      }
      return this;
    }

    private void add(StatementHead head, int length) {
      if (count == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * count);
      }
      bytes[count] = length;
      int of = head.reverseOf();
      if (of > 0) {
        reverseOf = Arrays.copyOf(reverseOf, Math.max(reverseOf.length, bytes.length));
        reverseOf[count] = of;
      }
      count++;
      if (!head.transactional()) {
        outside.add(count);
      }
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public List<Integer> outside() {
      return outside;
    }

    @Override
    public void forEach(Consumer<SplitStatement> action) {
      try {
        file.read(
            in -> {
              StatementSource source = syntax.open(in, file.length());
              StringWriter sql = new StringWriter();
              for (StatementHead h = source.next(sql); h != null; h = source.next(sql)) {
                action.accept(new SplitStatement(sql.toString(), h));
                sql.getBuffer().setLength(0);
              }
              return count;
            });
      } catch (SplitException e) {
        throw file.changed(e);
      }
    }

    @Override
    public List<SplitStatement> statements() {
      throw new IllegalStateException("a large script is not held in memory");
    }

    @Override
    public Part part() {
      return new Part(count, true);
    }

    @Override
    public void write(Writer out, boolean down) {
      try {
        file.read(in -> writeAll(syntax.open(in, file.length()), out, down));
      } catch (SplitException e) {
        throw file.changed(e);
      }
    }

    private int writeAll(StatementSource source, Writer out, boolean down)
        throws IOException, SplitException {
      for (int i = 0; i < count; i++) {
        out.write(line(down, i < reverseOf.length ? reverseOf[i] : 0, bytes[i]));
        if (source.next(out) == null) {
          throw file.changed(null);
        }
        out.write('\n');
      }
      return count;
    }
  }
}
