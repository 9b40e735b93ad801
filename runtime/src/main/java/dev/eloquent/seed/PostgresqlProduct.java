package dev.eloquent.seed;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** PostgreSQL; its driver knows the classes of {@code java.time}, and the JVM's time zone. */
final class PostgresqlProduct extends SqlProduct {
  @Override
  String connection() {
    return "pg";
  }

  @Override
  void insert(StatementCache statements, String sql, int rows, List<ColumnPlan> keys, Binder binder)
      throws SQLException {
    String[] names = keys.stream().map(ColumnPlan::name).toArray(String[]::new);
    PreparedStatement insert =
        keys.isEmpty()
            ? statements.get(sql)
            : statements.get(sql, text -> statements.connection().prepareStatement(text, names));
    insertBatch(insert, rows, keys, binder);
  }

  @Override
  void set(PreparedStatement s, int i, ColumnPlan column, Object value) throws SQLException {
    switch (column.kind()) {
      case UUID -> s.setObject(i, value);
      case JSON -> s.setObject(i, value, Types.OTHER);
      default -> super.set(s, i, column, value);
    }
  }

  @Override
  int jdbcType(ColumnKind kind) {
    return switch (kind) {
      case UUID, JSON -> Types.OTHER;
      default -> super.jdbcType(kind);
    };
  }

  @Override
  void setTimestamp(PreparedStatement s, int i, ColumnPlan column, Object value)
      throws SQLException {
    Object bound = value;
    if (column.kind() == ColumnKind.TIMESTAMPTZ) {
      Instant instant =
          value instanceof LocalDateTime local
              ? local.atZone(ZoneId.systemDefault()).toInstant()
              : (Instant) value;
      bound = instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    } else {
      LocalDateTime local =
          value instanceof Instant instant
              ? LocalDateTime.ofInstant(instant, ZoneId.systemDefault())
              : (LocalDateTime) value;
      bound = local.truncatedTo(ChronoUnit.MICROS);
    }
    s.setObject(i, bound);
  }

  @Override
  @Nullable Object read(ResultSet r, int i, ColumnPlan column) throws SQLException {
    return column.kind() == ColumnKind.UUID ? r.getObject(i, UUID.class) : super.read(r, i, column);
  }

  @Override
  @Nullable Object readTimestamp(ResultSet r, int i, ColumnPlan column) throws SQLException {
    if (column.kind() == ColumnKind.TIMESTAMPTZ) {
      OffsetDateTime time = r.getObject(i, OffsetDateTime.class);
      if (time == null) {
        return null;
      }
      return column.local()
          ? time.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime()
          : time.toInstant();
    }
    LocalDateTime local = r.getObject(i, LocalDateTime.class);
    return local == null || column.local()
        ? local
        : local.atZone(ZoneId.systemDefault()).toInstant();
  }
}
