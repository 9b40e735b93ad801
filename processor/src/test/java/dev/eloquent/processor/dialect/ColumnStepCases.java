package dev.eloquent.processor.dialect;

import static dev.eloquent.processor.dialect.Schemas.column;
import static dev.eloquent.processor.dialect.Schemas.commented;
import static dev.eloquent.processor.dialect.Schemas.defaulted;
import static dev.eloquent.processor.dialect.Schemas.nullable;
import static dev.eloquent.processor.dialect.Schemas.schema;
import static dev.eloquent.processor.dialect.Schemas.table;
import static dev.eloquent.processor.dialect.StepCases.filled;
import static dev.eloquent.processor.dialect.StepCases.step;

import dev.eloquent.processor.dialect.StepCases.StepCase;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps that add, drop and alter columns of every type. */
final class ColumnStepCases {
  private static final DefaultValue NOW = new DefaultValue.Now();

  private ColumnStepCases() {}

  static Stream<StepCase> columns() {
    return Stream.of(
            "boolean",
            "tinyint",
            "smallint",
            "integer",
            "bigint",
            "real",
            "double",
            "decimal(12,3)",
            "char(3)",
            "varchar(30)",
            "text",
            "varbinary(20)",
            "blob",
            "uuid",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "json")
        .flatMap(
            type ->
                Stream.of(
                    adding("add nullable " + type, nullable("c", type), null),
                    adding("add filled " + type, column("c", type), literal(type)),
                    adding("add defaulted " + type, defaulted("c", type, value(type)), null),
                    dropping("drop nullable " + type, nullable("c", type)),
                    dropping("drop not null " + type, column("c", type)),
                    dropping("drop defaulted " + type, defaulted("c", type, value(type)))));
  }

  private static DefaultValue literal(String type) {
    return new DefaultValue.Literal(value(type));
  }

  private static String value(String type) {
    return switch (type.replaceAll("\\(.*", "")) {
      case "boolean" -> "true";
      case "tinyint", "smallint", "integer", "bigint" -> "-7";
      case "real", "double" -> "1.5";
      case "decimal" -> "12.345";
      case "varbinary", "blob" -> "00ff5c27";
      case "uuid" -> "0c5b9b3e-7a0e-4c1d-8a51-0123456789ab";
      case "date" -> "2024-02-29";
      case "time" -> "23:59:58.123456";
      case "timestamp" -> "2024-02-29T23:59:58.123456";
      case "timestamptz" -> "2024-02-29T23:59:58.123456Z";
      case "json" -> "{\"a\": \"it's\"}";
      case "char" -> "abc";
      default -> "it's; -- ${x}\\ \n\"q\"`";
    };
  }

  private static StepCase adding(String name, Column column, @Nullable DefaultValue backfill) {
    return filled(
        step(
            name,
            schema(table("t").id()),
            schema(table("t").id().add(column)),
            new AddColumn("t", column, backfill)),
        "INSERT INTO t (id) VALUES (1);INSERT INTO t (id) VALUES (2)",
        "SELECT COUNT(*), COUNT(c) FROM t",
        column.nullable() ? "2|0" : "2|2");
  }

  private static StepCase dropping(String name, Column column) {
    return filled(
        step(
            name,
            schema(table("t").id().add(nullable("other", "integer")).add(column)),
            schema(table("t").id().add(nullable("other", "integer"))),
            new DropColumn("t", column)),
        column.nullable() || column.defaultValue() != null
            ? "INSERT INTO t (id) VALUES (1);INSERT INTO t (id) VALUES (2)"
            : "SELECT 1",
        "SELECT COUNT(*) FROM t",
        column.nullable() || column.defaultValue() != null ? "2" : "0");
  }

  private static StepCase altering(
      String name,
      Column from,
      Column to,
      @Nullable DefaultValue backfill,
      String sql,
      String expected) {
    return filled(
        step(
            name,
            schema(table("t").id().add(from)),
            schema(table("t").id().add(to)),
            new AlterColumn("t", from, to, backfill)),
        sql.isEmpty() ? "SELECT 1" : "INSERT INTO t (c) VALUES (" + sql + ")",
        "SELECT c FROM t",
        sql.isEmpty() ? new String[0] : new String[] {expected});
  }

  static Stream<StepCase> alterations() {
    Column name = column("c", "varchar(20)");
    return Stream.of(
        altering("longer", name, column("c", "varchar(90)"), null, "'abc'", "abc"),
        altering("shorter", name, column("c", "varchar(5)"), null, "'abc'", "abc"),
        altering("to text", name, column("c", "text"), null, "'abc'", "abc"),
        altering("to wider int", column("c", "integer"), column("c", "bigint"), null, "7", "7"),
        altering("int to text", column("c", "integer"), column("c", "varchar(9)"), null, "7", "7"),
        altering("text to int", name, column("c", "integer"), null, "'42'", "42"),
        altering(
            "text to uuid",
            column("c", "char(36)"),
            column("c", "uuid"),
            null,
            "'0c5b9b3e-7a0e-4c1d-8a51-0123456789ab'",
            "0c5b9b3e-7a0e-4c1d-8a51-0123456789ab"),
        altering(
            "decimal scale",
            column("c", "decimal(9,2)"),
            column("c", "decimal(12,4)"),
            null,
            "1.25",
            "1.2500"),
        altering("date to timestamp", column("c", "date"), column("c", "timestamp"), null, "", ""),
        altering("to nullable", name, nullable("c", "varchar(20)"), null, "'abc'", "abc"),
        altering("to not null", nullable("c", "varchar(20)"), name, null, "'abc'", "abc"),
        altering(
            "to not null filled",
            nullable("c", "varchar(20)"),
            name,
            new DefaultValue.Literal("x'y"),
            "NULL",
            "x'y"),
        altering(
            "to not null filled and retyped",
            nullable("c", "varchar(20)"),
            column("c", "integer"),
            new DefaultValue.Literal("-3"),
            "NULL",
            "-3"),
        altering(
            "instant to not null",
            nullable("c", "timestamptz"),
            column("c", "timestamptz"),
            null,
            "",
            ""),
        altering(
            "instant to defaulted",
            column("c", "timestamptz"),
            Schemas.with(column("c", "timestamptz"), NOW),
            null,
            "",
            ""),
        altering(
            "timestamp from defaulted",
            Schemas.with(nullable("c", "timestamp"), NOW),
            nullable("c", "timestamp"),
            null,
            "NULL",
            "null"),
        altering("default set", name, defaulted("c", "varchar(20)", "it's"), null, "'a'", "a"),
        altering(
            "default retyped",
            defaulted("c", "varchar(20)", "12"),
            defaulted("c", "integer", "13"),
            null,
            "'5'",
            "5"),
        altering("comment", name, commented(name, "It's; -- new"), null, "'a'", "a"));
  }
}
