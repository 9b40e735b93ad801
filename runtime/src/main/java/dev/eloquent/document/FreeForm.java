package dev.eloquent.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Content of any shape: each value is what it is, read as the driver's own codecs do. */
@SuppressWarnings("JavaUtilDate")
record FreeForm(Class<?> java) implements BsonForm {
  @Override
  public BsonValue toBson(Object value) {
    return bson(value);
  }

  private static BsonValue bson(@Nullable Object value) {
    if (value == null) {
      return BsonNull.VALUE;
    } else if (value instanceof BsonValue bson) {
      return bson;
    } else if (value instanceof Map<?, ?> map) {
      BsonDocument document = new BsonDocument();
      map.forEach((key, each) -> document.append(String.valueOf(key), bson(each)));
      return document;
    } else if (value instanceof Iterable<?> all) {
      BsonArray array = new BsonArray();
      all.forEach(each -> array.add(bson(each)));
      return array;
    }
    return single(value);
  }

  private static BsonValue single(Object value) {
    if (value instanceof String text) {
      return new BsonString(text);
    } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return new BsonInt32(((Number) value).intValue());
    } else if (value instanceof Long number) {
      return new BsonInt64(number);
    } else if (value instanceof Double || value instanceof Float) {
      return new BsonDouble(((Number) value).doubleValue());
    } else if (value instanceof java.math.BigDecimal decimal) {
      return new BsonDecimal128(new Decimal128(decimal));
    } else if (value instanceof Decimal128 decimal) {
      return new BsonDecimal128(decimal);
    } else if (value instanceof Boolean flag) {
      return BsonBoolean.valueOf(flag);
    } else if (value instanceof ObjectId id) {
      return new BsonObjectId(id);
    } else if (value instanceof UUID id) {
      return new BsonBinary(id, UuidRepresentation.STANDARD);
    } else if (value instanceof byte[] bytes) {
      return new BsonBinary(bytes);
    } else if (value instanceof Instant instant) {
      return new BsonDateTime(instant.toEpochMilli());
    } else if (value instanceof Date date) {
      return new BsonDateTime(date.getTime());
    }
    throw new IllegalArgumentException("a document cannot hold a " + value.getClass().getName());
  }

  @Override
  public Object toJava(BsonValue value) {
    if (BsonValue.class.isAssignableFrom(java)) {
      return value;
    }
    Object content = content(value);
    if (content instanceof Map<?, ?> map) {
      Map<String, Object> typed = new LinkedHashMap<>();
      map.forEach((key, each) -> typed.put((String) key, each));
      if (java == Document.class) {
        return new Document(typed);
      }
      return java == SortedMap.class ? new TreeMap<>(typed) : typed;
    }
    if (content == null || !java.isInstance(content)) {
      throw new IllegalArgumentException(value.getBsonType() + " is no " + java.getSimpleName());
    }
    return content;
  }

  private static @Nullable Object content(BsonValue value) {
    return switch (value.getBsonType()) {
      case NULL -> null;
      case DOCUMENT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        value.asDocument().forEach((key, each) -> map.put(key, content(each)));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        value.asArray().forEach(each -> list.add(content(each)));
        yield list;
      }
      case STRING -> value.asString().getValue();
      case INT32 -> value.asInt32().getValue();
      case INT64 -> value.asInt64().getValue();
      case DOUBLE -> value.asDouble().getValue();
      case DECIMAL128 -> value.asDecimal128().getValue();
      case BOOLEAN -> value.asBoolean().getValue();
      case OBJECT_ID -> value.asObjectId().getValue();
      case DATE_TIME -> new Date(value.asDateTime().getValue());
      case BINARY ->
          value.asBinary().getType() == 4
              ? value.asBinary().asUuid(UuidRepresentation.STANDARD)
              : value.asBinary().getData();
      default -> value;
    };
  }
}
