package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.read.Entity.Field.State;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads each column once, on demand, for a reference takes the type of what it references. */
final class ColumnReader {
  private final Entities entities;
  private final ColumnTypes types = new ColumnTypes();
  private final DefaultReader defaults;

  ColumnReader(Entities entities) {
    this.entities = entities;
    defaults = new DefaultReader(entities);
  }

  /** Reads all columns of a model. */
  void readAll(Entity entity) {
    if (entity.fields.stream().noneMatch(Entity.Field::isKey) && !entity.refused) {
      entity.report(Problem.NO_PRIMARY_KEY, entity.at(), entity.label);
    }
    for (Entity.Field field : entity.fields) {
      read(entity, field);
    }
  }

  /** The column of a field; null if it has an error or is just being read. */
  @Nullable Column read(Entity entity, Entity.Field field) {
    if (field.state == State.NEW) {
      field.state = State.READING;
      field.result = column(entity, field);
      field.state = State.DONE;
      if (field.result == null) {
        entity.faulty = true;
      }
    }
    return field.result;
  }

  private @Nullable Column column(Entity entity, Entity.Field field) {
    ColumnType type = type(entity, field);
    if (type == null) {
      return null;
    }
    boolean identity = IdRules.isIdentity(entity, field, type);
    Column column =
        new Column(
            field.column,
            type,
            isNullable(entity, field),
            identity,
            defaults.defaultValue(entity, field, type, identity),
            comment(entity, field));
    field.backfill = defaults.backfill(entity, field, type, identity);
    checkEnum(entity, field, type);
    return column;
  }

  private @Nullable ColumnType type(Entity entity, Entity.Field field) {
    AnnotationView column = field.annotations.column();
    if (column != null && TimestampRules.apply(column)) {
      return TimestampRules.type(entity, field, column);
    }
    if (column != null) {
      TimestampRules.checkUnused(entity, field, column);
    }
    return field.reference == null
        ? types.of(entity, field)
        : referenced(entity, field, entities.of(field.reference));
  }

  /** The type of the column that a reference holds the values of. */
  private @Nullable ColumnType referenced(Entity entity, Entity.Field field, Entity target) {
    if (target.isCollection()) {
      entity.report(Problem.REFERENCES_COLLECTION, field.at(), field.label, target.label);
      return null;
    }
    String what = "a reference, which has the type of " + target.label + "'s key";
    ColumnTypes.rejectSizes(entity, field, what, "");
    Entity.Field key = ForeignKeyReader.referencedField(field, target);
    // No such field: the foreign key's own checks say why.
    if (key == null) {
      return null;
    }
    if (key.state == State.READING) {
      entity.report(Problem.CYCLIC_KEY, field.at(), field.label);
      return null;
    }
    Column column = read(target, key);
    return column == null ? null : column.type();
  }

  static boolean isNullable(Entity entity, Entity.Field field) {
    AnnotationView column = field.annotations.column();
    boolean primitive = field.type.getKind().isPrimitive();
    boolean nullable = column == null || column.flag("nullable", true);
    if (!primitive && !field.isKey()) {
      return nullable;
    }
    if (column != null && column.has("nullable") && nullable) {
      String what = field.isKey() ? "a primary key" : "a primitive field";
      String fix = field.isKey() ? "" : ", or use the type's class";
      entity.report(Problem.NEVER_NULLABLE, column.at("nullable"), field.label, what, fix);
    }
    return false;
  }

  static String comment(Entity entity, Entity.Field field) {
    AnnotationView column = field.annotations.column();
    if (column == null) {
      return "";
    }
    String comment = column.text("comment");
    TextRules.checkNoNul(entity, column.at("comment"), field.label, "comment", comment);
    return comment;
  }

  private void checkEnum(Entity entity, Entity.Field field, ColumnType type) {
    if (!JavaTypes.isEnum(field.type) || !DefaultReader.isText(type)) {
      return;
    }
    List<String> constants = entities.constants(field.type);
    if (constants.isEmpty()) {
      String fix = "the enum has no constants; declare one";
      entity.report(
          Problem.NO_COLUMN_TYPE, field.at(), field.label, JavaTypes.name(field.type), fix);
      return;
    }
    int longest = constants.stream().mapToInt(c -> c.codePointCount(0, c.length())).max().orElse(0);
    int length = length(type);
    if (longest > length) {
      String fix =
          String.format(
              Locale.ROOT, "the longest constant has %d characters, give at least that", longest);
      entity.report(Problem.BAD_SIZE, field.at("length"), field.label, "length", length, fix);
      return;
    }
    String name = Names.check(entity.table, field.column);
    entity.origins.putIfAbsent(new SchemaPath(entity.table, Kind.CHECK, name), field.at());
    entity.checks.add(new Check(name, new CheckRule.OneOf(field.column, constants)));
  }

  private static int length(ColumnType type) {
    if (type instanceof Varchar varchar) {
      return varchar.length();
    }
    return type instanceof Char character ? character.length() : Integer.MAX_VALUE;
  }
}
