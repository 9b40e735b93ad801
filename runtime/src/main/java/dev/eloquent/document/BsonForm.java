package dev.eloquent.document;

import dev.eloquent.registry.JavaType;
import dev.eloquent.registry.StructAccessor;
import dev.eloquent.seed.ColumnKind;
import dev.eloquent.seed.ColumnValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** What a document holds for the values of one Java type; the page about MongoDB has the table. */
interface BsonForm {
  /** What the document holds; never called with null. */
  BsonValue toBson(Object value);

  /** The value of Java; never called with a null of BSON. */
  Object toJava(BsonValue value);

  /**
   * The form of a type.
   *
   * @param column the logical type of its column; empty for what is nested and says none
   */
  static BsonForm of(JavaType type, String column) {
    if (type instanceof JavaType.Many many) {
      return new Elements(many.container(), of(many.element(), ""));
    } else if (type instanceof JavaType.Nested nested) {
      return new Fields<>(nested.accessor());
    }
    JavaType.Single single = (JavaType.Single) type;
    Class<?> java = single.type();
    String logical = column.isEmpty() ? single.column() : column;
    if (java == ObjectId.class || logical.equals("objectid")) {
      return new Id(java);
    }
    ColumnKind kind = logical.isEmpty() ? ColumnKinds.of(java) : ColumnKind.of(logical);
    if (kind == ColumnKind.OTHER && java.isEnum()) {
      kind = ColumnKind.TEXT;
    }
    ColumnValue form = ColumnValue.of(kind, java);
    return kind == ColumnKind.OTHER || kind == ColumnKind.JSON || form == null
        ? new FreeForm(java)
        : new Plain(kind, form, java == LocalDateTime.class);
  }

  /** An identifier of MongoDB's own, which a text may stand for. */
  record Id(Class<?> java) implements BsonForm {
    @Override
    public BsonValue toBson(Object value) {
      return new BsonObjectId(value instanceof ObjectId id ? id : new ObjectId(value.toString()));
    }

    @Override
    public Object toJava(BsonValue value) {
      ObjectId id = value.asObjectId().getValue();
      return java == String.class ? id.toHexString() : id;
    }
  }

  /** An array or collection. */
  record Elements(Class<?> container, BsonForm element) implements BsonForm {
    @Override
    public BsonValue toBson(Object value) {
      BsonArray array = new BsonArray();
      Containers.forEach(value, each -> array.add(element.toBson(each)));
      return array;
    }

    @Override
    public Object toJava(BsonValue value) {
      List<Object> all = new ArrayList<>();
      value.asArray().forEach(each -> all.add(element.toJava(each)));
      return Containers.of(container, all);
    }
  }

  /** A nested document. */
  final class Fields<T> implements BsonForm {
    private final StructAccessor<T> accessor;
    private final List<BsonForm> forms;

    Fields(StructAccessor<T> accessor) {
      this.accessor = accessor;
      this.forms = accessor.types().stream().map(type -> BsonForm.of(type, "")).toList();
    }

    @Override
    public BsonValue toBson(Object value) {
      BsonDocument document = new BsonDocument();
      @Nullable Object[] values = accessor.values(accessor.type().cast(value));
      for (int i = 0; i < values.length; i++) {
        Object field = values[i];
        if (field != null) {
          document.append(accessor.names().get(i), forms.get(i).toBson(field));
        }
      }
      return document;
    }

    @Override
    public Object toJava(BsonValue value) {
      @Nullable Object[] values = new Object[forms.size()];
      for (int i = 0; i < values.length; i++) {
        BsonValue field = value.asDocument().get(accessor.names().get(i));
        values[i] = field == null || field.isNull() ? null : forms.get(i).toJava(field);
      }
      return accessor.create(values);
    }
  }

  /** A value as a column of a table would have it. */
  record Plain(ColumnKind kind, ColumnValue form, boolean local) implements BsonForm {
    @Override
    public BsonValue toBson(Object value) {
      Object column = form.toColumn().apply(value);
      return switch (kind) {
        case BOOLEAN -> BsonBoolean.valueOf((Boolean) column);
        case TINYINT, SMALLINT, INTEGER -> new BsonInt32(((Long) column).intValue());
        case BIGINT -> new BsonInt64((Long) column);
        case REAL, DOUBLE -> new BsonDouble((Double) column);
        case DECIMAL -> new BsonDecimal128(new Decimal128((BigDecimal) column));
        case VARBINARY, BLOB -> new BsonBinary((byte[]) column);
        case UUID -> new BsonBinary((UUID) column, UuidRepresentation.STANDARD);
        case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> new BsonDateTime(instant(column).toEpochMilli());
        default -> new BsonString((String) column);
      };
    }

    /** Dates and times are in UTC; of a date it is midnight, of a time the first day of 1970. */
    private static Instant instant(Object column) {
      if (column instanceof LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
      } else if (column instanceof LocalTime time) {
        return time.atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC);
      } else if (column instanceof LocalDateTime local) {
        return local.atZone(ZoneId.systemDefault()).toInstant();
      }
      return (Instant) column;
    }

    @Override
    public Object toJava(BsonValue value) {
      return form.toJava().apply(column(value));
    }

    private Object column(BsonValue value) {
      return switch (kind) {
        case BOOLEAN -> value.asBoolean().getValue();
        case TINYINT, SMALLINT, INTEGER, BIGINT -> value.asNumber().longValue();
        case REAL, DOUBLE -> value.asNumber().doubleValue();
        case DECIMAL -> value.asNumber().decimal128Value().bigDecimalValue();
        case VARBINARY, BLOB -> value.asBinary().getData();
        case UUID -> value.asBinary().asUuid(UuidRepresentation.STANDARD);
        case DATE -> utc(value).toLocalDate();
        case TIME -> utc(value).toLocalTime();
        case TIMESTAMP, TIMESTAMPTZ -> {
          Instant instant = Instant.ofEpochMilli(value.asDateTime().getValue());
          yield local ? LocalDateTime.ofInstant(instant, ZoneId.systemDefault()) : instant;
        }
        default -> value.asString().getValue();
      };
    }

    private static LocalDateTime utc(BsonValue value) {
      Instant instant = Instant.ofEpochMilli(value.asDateTime().getValue());
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
  }
}
