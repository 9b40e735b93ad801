package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Table;
import java.util.Random;
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
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Random documents that a collection's model would write. */
final class RandomDocuments {
  private final Random random;

  RandomDocuments(Random random) {
    this.random = random;
  }

  BsonDocument document(Table table) {
    BsonDocument document = new BsonDocument();
    for (Column column : table.columns()) {
      put(document, column.name(), column.type(), column.nullable());
    }
    return document;
  }

  private void put(BsonDocument document, String name, ColumnType type, boolean nullable) {
    int choice = nullable ? random.nextInt(4) : 3;
    if (choice == 0) {
      document.put(name, BsonNull.VALUE);
    } else if (choice > 1) {
      document.put(name, value(type));
    }
  }

  BsonValue value(ColumnType type) {
    if (type instanceof ColumnType.Bool) {
      return BsonBoolean.valueOf(random.nextBoolean());
    } else if (type instanceof ColumnType.Int i) {
      return i.bits() == 64 ? new BsonInt64(random.nextLong()) : new BsonInt32(random.nextInt(100));
    } else if (type instanceof ColumnType.Real) {
      return new BsonDouble(random.nextDouble());
    } else if (type instanceof ColumnType.Decimal) {
      return new BsonDecimal128(Decimal128.parse("1.50"));
    } else if (type instanceof ColumnType.Varchar || type instanceof ColumnType.Text) {
      return new BsonString("abc".substring(random.nextInt(3)));
    } else if (type instanceof ColumnType.Blob || type instanceof ColumnType.Uuid) {
      return new BsonBinary(new byte[] {(byte) random.nextInt()});
    } else if (type instanceof ColumnType.Date || type instanceof ColumnType.Timestamp) {
      return new BsonDateTime(random.nextInt());
    } else if (type instanceof ColumnType.Json) {
      return new BsonInt32(random.nextInt());
    } else if (type instanceof ColumnType.Choice choice) {
      return new BsonString(choice.values().get(random.nextInt(choice.values().size())));
    } else if (type instanceof ColumnType.Array array) {
      BsonArray all = new BsonArray();
      for (int n = random.nextInt(3); n > 0; n--) {
        all.add(value(array.element()));
      }
      return all;
    } else if (type instanceof ColumnType.Document nested) {
      BsonDocument document = new BsonDocument();
      nested.fields().forEach(f -> put(document, f.name(), f.type(), f.nullable()));
      return document;
    }
    return new BsonObjectId(new ObjectId(random.nextInt(1000), random.nextInt(1000)));
  }

  /** A literal of the type in canonical form; empty for a type without. */
  static String literal(ColumnType type) {
    if (type instanceof ColumnType.Bool) {
      return "true";
    } else if (type instanceof ColumnType.Int) {
      return "7";
    } else if (type instanceof ColumnType.Real) {
      return "1.5";
    } else if (type instanceof ColumnType.Decimal) {
      return "2.50";
    } else if (type instanceof ColumnType.Varchar || type instanceof ColumnType.Text) {
      return "x\"y";
    } else if (type instanceof ColumnType.Blob) {
      return "00ff";
    } else if (type instanceof ColumnType.Uuid) {
      return "123e4567-e89b-12d3-a456-426614174000";
    } else if (type instanceof ColumnType.Date) {
      return "1969-12-31";
    } else if (type instanceof ColumnType.Timestamp t) {
      return t.withTimeZone() ? "2020-02-29T10:15:30.123000Z" : "2020-02-29T10:15:30";
    } else if (type instanceof ColumnType.Json) {
      return "{\"k\":[1]}";
    } else if (type instanceof ColumnType.ObjectId) {
      return "0123456789abcdef01234567";
    } else if (type instanceof ColumnType.Choice) {
      return "A";
    }
    return type instanceof ColumnType.Array ? "[]" : "";
  }
}
