package dev.eloquent.processor.dialect.postgresql;

import dev.eloquent.processor.schema.ColumnType;

/** The SQL of column types. */
final class PostgreSqlTypes implements ColumnType.Visitor<String> {
  private static final PostgreSqlTypes INSTANCE = new PostgreSqlTypes();

  private PostgreSqlTypes() {}

  static String of(ColumnType type) {
    return type.accept(INSTANCE);
  }

  @Override
  public String bool() {
    return "BOOLEAN";
  }

  @Override
  public String integer(ColumnType.Int type) {
    return switch (type.bits()) {
      case 8, 16 -> "SMALLINT";
      case 32 -> "INTEGER";
      default -> "BIGINT";
    };
  }

  @Override
  public String real(ColumnType.Real type) {
    return type.bits() == 32 ? "REAL" : "DOUBLE PRECISION";
  }

  @Override
  public String decimal(ColumnType.Decimal type) {
    return "NUMERIC(" + type.precision() + ", " + type.scale() + ")";
  }

  @Override
  public String character(ColumnType.Char type) {
    return "CHAR(" + type.length() + ")";
  }

  @Override
  public String varchar(ColumnType.Varchar type) {
    return "VARCHAR(" + type.length() + ")";
  }

  @Override
  public String text() {
    return "TEXT";
  }

  @Override
  public String varbinary(ColumnType.Varbinary type) {
    return "BYTEA";
  }

  @Override
  public String blob() {
    return "BYTEA";
  }

  @Override
  public String uuid() {
    return "UUID";
  }

  @Override
  public String date() {
    return "DATE";
  }

  @Override
  public String time() {
    return "TIME";
  }

  @Override
  public String timestamp(ColumnType.Timestamp type) {
    return type.withTimeZone() ? "TIMESTAMPTZ" : "TIMESTAMP";
  }

  @Override
  public String json() {
    return "JSONB";
  }
}
