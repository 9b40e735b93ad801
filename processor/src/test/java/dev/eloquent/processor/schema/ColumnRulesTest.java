package dev.eloquent.processor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnRulesTest {
  private static Column column(ColumnType type, boolean nullable, @Nullable DefaultValue value) {
    return new Column("Code", type, nullable, false, value, "");
  }

  private static List<String> rules(Column column, String check) {
    return ColumnRules.mayRefuse(
        new Table(
            "t",
            "shop.T",
            "",
            List.of(column),
            List.of("Code"),
            List.of(
                new Index("u", List.of(new Index.IndexColumn("Code", false)), true, ""),
                new Index("i", List.of(new Index.IndexColumn("Code", false)), false, "")),
            List.of(),
            List.of(new Check("ck", new CheckRule.Sql(check))),
            ""),
        column);
  }

  @Test
  void namesWhatSeesTheValue() {
    assertThat(rules(column(new ColumnType.Int(32), false, null), "a < 1 AND \"code\" > 0"))
        .containsExactly("the primary key", "unique index u", "check ck");
    assertThat(rules(column(new ColumnType.Int(32), false, null), "codes > 0 AND my_code > 0"))
        .containsExactly("the primary key", "unique index u");
    assertThat(rules(column(new ColumnType.Uuid(), false, null), "code > ''"))
        .containsExactly("check ck");
    assertThat(rules(column(new ColumnType.Int(32), true, null), "code > 0")).isEmpty();
    assertThat(
            rules(column(new ColumnType.Int(32), true, new DefaultValue.Literal("1")), "code > 0"))
        .containsExactly("the primary key", "unique index u");
  }
}
