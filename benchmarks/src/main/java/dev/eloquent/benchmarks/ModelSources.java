package dev.eloquent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes model classes as an application has them: a key, ten columns, two indexes, a parent. */
final class ModelSources {
  private static final String DOCUMENT =
      """
      package bench.model;

      import dev.eloquent.annotation.Id;
      import dev.eloquent.annotation.Model;

      @Model(connection = "mongo")
      public record Event(@Id String id, String name) {}
      """;

  private static final String MODEL =
      """
      package bench.model;

      import dev.eloquent.annotation.Column;
      import dev.eloquent.annotation.Id;
      import dev.eloquent.annotation.Index;
      import dev.eloquent.annotation.Model;
      import java.math.BigDecimal;
      import java.time.Instant;
      import java.time.LocalDate;
      import java.time.LocalDateTime;

      @Model(table = "entity_%1$d")
      @Index(columns = {"name", "day"})
      public class Entity%1$d {
        @Id private long id;

        @Column(length = 120, nullable = false)
        private String name;

        @Column(length = 40, nullable = false, unique = true)
        private String code;

        private int amount;
        private Double weight;
        private boolean active;

        @Column(precision = 12, scale = 2)
        private BigDecimal price;

        private LocalDate day;

        @Column(timestamp = true, nullable = false)
        private LocalDateTime createdAt;

        @Column(softDeletes = true, useTz = true)
        private Instant deletedAt;
      %2$s
        public long getId() {
          return id;
        }

        public String getName() {
          return name;
        }

        public void rename(String newName) {
          this.name = newName;
        }

        public BigDecimal total() {
          return active ? price.multiply(BigDecimal.valueOf(amount)) : BigDecimal.ZERO;
        }

        public String describe() {
          return code + " " + name + " " + weight + " " + day + " " + createdAt + " " + deletedAt;
        }
      }
      """;

  private ModelSources() {}

  /** Writes models 1 to {@code count}; every one but the first refers to an earlier one. */
  static void write(Path sources, int count) throws IOException {
    Path folder = Files.createDirectories(sources.resolve("bench/model"));
    for (int i = 1; i <= count; i++) {
      String parent = i == 1 ? "" : "\n  private Entity" + (i + 1) / 2 + " parent;\n";
      Files.writeString(folder.resolve("Entity" + i + ".java"), MODEL.formatted(i, parent));
    }
  }

  /** Writes one model of MongoDB's. */
  static void writeDocument(Path sources) throws IOException {
    Path folder = Files.createDirectories(sources.resolve("bench/model"));
    Files.writeString(folder.resolve("Event.java"), DOCUMENT);
  }
}
