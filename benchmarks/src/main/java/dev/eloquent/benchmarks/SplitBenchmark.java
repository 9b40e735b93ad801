package dev.eloquent.benchmarks;

import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.StatementSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Cutting a large script of reference data into statements, against reading the same file line by
 * line, in a warm JVM.
 */
public final class SplitBenchmark {
  private static final int VALUES_LENGTH = 64 * 1024;

  private SplitBenchmark() {}

  /** Arguments: {@code --mebibytes=50 --warmup=10 --runs=20}. */
  public static void main(String[] args) throws Exception {
    Settings settings = new Settings(args);
    long length = settings.numbers("mebibytes", "50").get(0) * 1024L * 1024L;
    int warmup = settings.numbers("warmup", "10").get(0);
    Comparison comparison = new Comparison(settings.numbers("runs", "20").get(0));
    comparison.head("split, warm JVM", "readLine", "splitter");
    Path script = Files.createTempFile("eloquent-split", ".sql");
    try {
      for (boolean manyRows : List.of(false, true)) {
        write(script, length, manyRows);
        for (Dialect dialect : dialects()) {
          for (int i = 0; i < warmup; i++) {
            lines(script);
            statements(script, dialect);
          }
          comparison.row(
              dialect.id() + (manyRows ? ", INSERTs of 64 KiB" : ", INSERTs of 100 bytes"),
              () -> lines(script),
              () -> statements(script, dialect));
        }
      }
    } finally {
      Files.delete(script);
    }
  }

  private static List<Dialect> dialects() {
    List<Dialect> sql = new ArrayList<>();
    ServiceLoader.load(Dialect.class).forEach(sql::add);
    sql.removeIf(dialect -> dialect.id().equals("mongodb"));
    sql.sort(Comparator.comparing(Dialect::id));
    return sql;
  }

  private static void write(Path script, long length, boolean manyRows) throws IOException {
    long written = 0;
    int statement = 0;
    try (BufferedWriter out = Files.newBufferedWriter(script, StandardCharsets.UTF_8)) {
      for (int id = 1; written < length; id++) {
        String row = "(" + id + ", 'Product number " + id + "', 'It''s new; (blue)', 19.95, 'EUR')";
        boolean first = statement == 0;
        statement = manyRows ? (statement + row.length()) % VALUES_LENGTH : 0;
        boolean last = !manyRows || statement < row.length() || written + row.length() >= length;
        statement = last ? 0 : statement;
        String text =
            (first ? "INSERT INTO products (id, name, note, price, currency) VALUES " : "")
                + row
                + (last ? ";\n" : ",\n");
        out.write(text);
        written += text.length();
      }
    }
  }

  private static long lines(Path script) throws IOException {
    long start = System.nanoTime();
    long read = 0;
    try (BufferedReader in = Files.newBufferedReader(script, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        read += line.length();
      }
    }
    return checked(read, start);
  }

  private static long statements(Path script, Dialect dialect) throws IOException, SplitException {
    long start = System.nanoTime();
    long read = 0;
    try (Reader in = Files.newBufferedReader(script, StandardCharsets.UTF_8)) {
      StatementSource source = dialect.syntax().open(in, Files.size(script));
      while (source.next(Writer.nullWriter()) != null) {
        read++;
      }
    }
    return checked(read, start);
  }

  private static long checked(long read, long start) {
    if (read == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return System.nanoTime() - start;
  }
}
