package dev.eloquent.processor.schema;

import dev.eloquent.annotation.ReferentialAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Random, but consistent schemas for property tests. */
public final class RandomSchemas {
  private static final String[] TYPES = {
    "boolean", "integer", "bigint", "varchar(40)", "varchar(255)", "decimal(19,2)", "text", "uuid"
  };
  private static final String[] HOSTILE = {
    "",
    "\"",
    "\\",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u2028",
    "\uFEFF",
    "\uD83D\uDE00",
    "\uD800",
    "\uDC00",
    "\u00AD",
    "\u202E",
    "/*",
    "'; --",
    "}",
    "é",
    "\u7F00",
    "\u0080",
    "x",
    " desc",
    "$"
  };

  private final Random random;
  private final boolean hostile;

  private RandomSchemas(Random random, boolean hostile) {
    this.random = random;
    this.hostile = hostile;
  }

  /** Schemas over few names, so that two of them have much in common. */
  public static Arbitrary<Schema> similar() {
    return Arbitraries.randomValue(random -> new RandomSchemas(random, false).schema());
  }

  /** Schemas whose every text may hold anything. */
  public static Arbitrary<Schema> hostile() {
    return Arbitraries.randomValue(random -> new RandomSchemas(random, true).schema());
  }

  private Schema schema() {
    List<String> tables = new ArrayList<>(names("t", 6));
    Map<String, List<Column>> columns = new HashMap<>();
    for (String table : tables) {
      columns.put(table, columns());
    }
    List<Table> all = new ArrayList<>();
    for (String table : tables) {
      List<Column> own = columns.getOrDefault(table, List.of());
      all.add(
          new Table(
              table,
              hostile ? text() : "shop.Model",
              hostile ? text() : "",
              own,
              subset(own, 2),
              indexes(table, own),
              foreignKeys(own, columns),
              checks(table, own),
              random.nextInt(3) == 0 ? text() : ""));
    }
    return new Schema(all);
  }

  private Set<String> names(String prefix, int most) {
    Set<String> all = new LinkedHashSet<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      all.add(hostile ? "n" + name() : prefix + random.nextInt(most + 2));
    }
    return all;
  }

  private List<Column> columns() {
    List<Column> all = new ArrayList<>();
    for (String name : names("c", 5)) {
      ColumnType type = TypeText.parse(TYPES[random.nextInt(TYPES.length)]).orElseThrow();
      boolean identity = random.nextInt(8) == 0;
      all.add(
          new Column(
              name,
              type,
              random.nextBoolean(),
              identity,
              random.nextInt(3) == 0 ? defaultValue() : null,
              random.nextInt(4) == 0 ? text() : ""));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private @Nullable DefaultValue defaultValue() {
    return switch (random.nextInt(3)) {
      case 0 -> new DefaultValue.Literal(text());
      case 1 -> new DefaultValue.Expression(text());
      default -> new DefaultValue.Now();
    };
  }

  private List<String> subset(List<Column> columns, int most) {
    List<String> all = new ArrayList<>();
    for (Column column : columns) {
      all.add(column.name());
    }
    Collections.shuffle(all, random);
    return all.subList(0, Math.min(all.size(), random.nextInt(most + 1)));
  }

  private List<Index> indexes(String table, List<Column> columns) {
    List<Index> all = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<String> names = subset(columns, 3);
      if (!names.isEmpty()) {
        List<Index.IndexColumn> indexed = new ArrayList<>();
        for (String name : names) {
          indexed.add(new Index.IndexColumn(name, random.nextInt(4) == 0));
        }
        String name = (random.nextBoolean() ? table : "shared") + i;
        all.add(new Index(name, indexed, random.nextBoolean(), hostile ? text() : ""));
      }
    }
    return all;
  }

  private List<ForeignKey> foreignKeys(List<Column> columns, Map<String, List<Column>> tables) {
    List<ForeignKey> all = new ArrayList<>();
    List<String> targets = new ArrayList<>(tables.keySet());
    Collections.sort(targets);
    for (int i = random.nextInt(3); i > 0; i--) {
      String target = targets.get(random.nextInt(targets.size()));
      List<String> own = subset(columns, 2);
      List<String> referenced = subset(tables.getOrDefault(target, List.of()), 2);
      int size = Math.min(own.size(), referenced.size());
      if (size > 0) {
        ReferentialAction[] actions = ReferentialAction.values();
        all.add(
            new ForeignKey(
                "fk" + i + (hostile ? text() : ""),
                own.subList(0, size),
                target,
                referenced.subList(0, size),
                actions[random.nextInt(actions.length)],
                actions[random.nextInt(actions.length)]));
      }
    }
    return all;
  }

  private List<Check> checks(String table, List<Column> columns) {
    List<Check> all = new ArrayList<>();
    if (random.nextBoolean()) {
      all.add(new Check("ck_" + table, new CheckRule.Sql("x" + text())));
    }
    if (random.nextBoolean()) {
      String column = columns.get(random.nextInt(columns.size())).name();
      all.add(new Check("one", new CheckRule.OneOf(column, List.of("A", "B" + text()))));
    }
    return all;
  }

  /** No database has a name that is not whole characters. */
  private String name() {
    return text().replaceAll("[\\uD800-\\uDFFF]", "");
  }

  private String text() {
    if (!hostile) {
      return random.nextBoolean() ? "one" : "two";
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(HOSTILE[random.nextInt(HOSTILE.length)]);
    }
    return text.toString();
  }
}
