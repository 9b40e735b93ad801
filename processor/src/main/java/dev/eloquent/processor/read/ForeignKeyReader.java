package dev.eloquent.processor.read;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads foreign keys, once all columns and names are known. */
final class ForeignKeyReader {
  /** One key while it is read; without annotation it is a field whose type is a model. */
  private record Draft(
      Entity entity,
      String label,
      List<Entity.Field> columns,
      Entity target,
      @Nullable AnnotationView view,
      Location at,
      boolean onField) {
    Location at(String attribute) {
      return view == null ? at : view.at(attribute);
    }

    void report(Problem problem, Location location, Object... arguments) {
      entity.report(problem, location, arguments);
    }
  }

  private final Entities entities;
  private final ColumnReader columns;

  ForeignKeyReader(Entities entities, ColumnReader columns) {
    this.entities = entities;
    this.columns = columns;
  }

  /** Reads the foreign keys of a model. */
  void read(Entity entity) {
    for (Entity.Field field : entity.fields) {
      List<AnnotationView> views = field.annotations.foreignKeys();
      if (views.isEmpty() && field.reference != null) {
        Entity target = entities.of(field.reference);
        add(new Draft(entity, field.label, List.of(field), target, null, field.at(), true));
      }
      views.forEach(view -> readOnField(entity, field, view));
    }
    entity.annotations.foreignKeys().forEach(view -> readOnClass(entity, view));
  }

  /**
   * The field of the target that a field of a model's type holds the value of; null if it is not
   * exactly one.
   */
  static Entity.@Nullable Field referencedField(Entity.Field field, Entity target) {
    List<AnnotationView> views = field.annotations.foreignKeys();
    List<String> names = views.isEmpty() ? List.of() : views.get(0).texts("referencedColumns");
    if (names.size() == 1) {
      return target.field(names.get(0));
    }
    List<Entity.Field> keys = target.keys();
    return names.isEmpty() && keys.size() == 1 ? keys.get(0) : null;
  }

  private void readOnField(Entity entity, Entity.Field field, AnnotationView view) {
    String label = view.label(field.label);
    if (view.has("columns")) {
      String why = "on a field, @ForeignKey covers the column of that field";
      String fix = "remove columns, or move the annotation to the class";
      entity.report(Problem.BAD_FOREIGN_KEY, view.at("columns"), label, why, fix);
      return;
    }
    TypeMirror references = view.type("references");
    if (references == null && field.reference == null) {
      String why = "its type is no model, so the foreign key must say what it references";
      String fix = "add references = SomeModel.class";
      entity.report(Problem.BAD_FOREIGN_KEY, view.at("references"), label, why, fix);
      return;
    }
    TypeElement target =
        references == null ? field.reference : target(entity, label, view, references);
    if (target == null) {
      return;
    }
    if (field.reference != null && !field.reference.equals(target)) {
      String why = "references is another model than the field's type";
      entity.report(
          Problem.BAD_FOREIGN_KEY, view.at("references"), label, why, "remove references");
      return;
    }
    add(new Draft(entity, label, List.of(field), entities.of(target), view, view.at(), true));
  }

  private void readOnClass(Entity entity, AnnotationView view) {
    String label = view.label(entity.label);
    TypeMirror references = view.type("references");
    List<Entity.Field> fields = new ArrayList<>();
    List<AnnotationValue> entries = view.entries("columns");
    if (entries.isEmpty()) {
      String fix = "add columns = {...}, or move it to a field";
      String why = "on a class, @ForeignKey names the columns";
      entity.report(Problem.BAD_FOREIGN_KEY, view.at("columns"), label, why, fix);
    }
    for (AnnotationValue entry : entries) {
      String name = entry.getValue() instanceof String text ? text : "";
      Entity.Field field = entity.find(name, entity, view.at(entry), label);
      if (field != null && fields.contains(field)) {
        String why = "the foreign key names column " + name + " twice";
        entity.report(Problem.BAD_FOREIGN_KEY, view.at(entry), label, why, "name it once");
      } else if (field != null) {
        fields.add(field);
      }
    }
    if (references == null) {
      String why = "on a class, @ForeignKey names what it references";
      String fix = "add references = SomeModel.class";
      entity.report(Problem.BAD_FOREIGN_KEY, view.at("references"), label, why, fix);
      return;
    }
    TypeElement target = target(entity, label, view, references);
    if (target != null && !fields.isEmpty() && fields.size() == entries.size()) {
      add(new Draft(entity, label, fields, entities.of(target), view, view.at(), false));
    }
  }

  private @Nullable TypeElement target(
      Entity entity, String label, AnnotationView view, TypeMirror references) {
    TypeElement target = entities.model(AnnotationView.element(references));
    if (target == null) {
      String name = JavaTypes.name(references);
      entity.report(Problem.REFERENCES_NO_MODEL, view.at("references"), label, name);
    }
    return target;
  }

  private void add(Draft draft) {
    if (draft.target().isCollection()) {
      // A field of that type has said so already.
      if (draft.columns().get(0).reference == null) {
        String target = draft.target().label;
        draft.report(Problem.REFERENCES_COLLECTION, draft.at("references"), draft.label(), target);
      }
      return;
    }
    List<Entity.Field> referenced = referenced(draft);
    boolean good = checkConnection(draft);
    if (referenced.isEmpty()) {
      return;
    }
    good &= checkUnique(draft, referenced);
    good &= checkTypes(draft, referenced);
    ReferentialAction onDelete = action(draft, "onDelete");
    ReferentialAction onUpdate = action(draft, "onUpdate");
    List<String> names = names(draft.columns());
    String name = Names.foreignKey(draft.entity().table, names);
    AnnotationView view = draft.view();
    if (view != null && view.has("name")) {
      name = view.text("name");
      good &=
          TextRules.checkName(
              draft.entity(),
              view.at("name"),
              draft.label(),
              "foreign key",
              name,
              "@ForeignKey(name = \"...\")");
    }
    if (good && onDelete != null && onUpdate != null) {
      Entity entity = draft.entity();
      entity.origins.putIfAbsent(new SchemaPath(entity.table, Kind.FOREIGN_KEY, name), draft.at());
      entity.foreignKeys.add(
          new ForeignKey(name, names, draft.target().table, names(referenced), onDelete, onUpdate));
    }
  }

  /** The referenced fields, one for each column; none after reporting why. */
  private static List<Entity.Field> referenced(Draft draft) {
    AnnotationView view = draft.view();
    List<AnnotationValue> entries = view == null ? List.of() : view.entries("referencedColumns");
    Entity target = draft.target();
    int wanted = draft.columns().size();
    if (view == null || entries.isEmpty()) {
      return primaryKey(draft);
    }
    if (entries.size() != wanted) {
      String why = wanted + " columns reference " + entries.size();
      draft.report(
          Problem.BAD_FOREIGN_KEY,
          view.at("referencedColumns"),
          draft.label(),
          why,
          "name one referenced column for each");
      return List.of();
    }
    List<Entity.Field> fields = new ArrayList<>();
    for (AnnotationValue entry : entries) {
      String name = entry.getValue() instanceof String text ? text : "";
      Entity.Field field = target.find(name, draft.entity(), view.at(entry), draft.label());
      if (field != null) {
        fields.add(field);
      }
    }
    return fields.size() == wanted ? fields : List.of();
  }

  private static List<Entity.Field> primaryKey(Draft draft) {
    List<Entity.Field> keys = draft.target().keys();
    String target = draft.target().label;
    if (keys.isEmpty()) {
      unreadable(draft);
      return List.of();
    }
    if (keys.size() == draft.columns().size()) {
      return keys;
    }
    String key = String.join(", ", names(keys));
    if (draft.onField()) {
      draft.report(
          Problem.COMPOSITE_REFERENCE, draft.at("references"), draft.label(), target, key, target);
    } else {
      String why =
          "it has "
              + draft.columns().size()
              + " columns, but the primary key of "
              + target
              + " is ("
              + key
              + ")";
      String fix = "name one column for each, in that order, or give referencedColumns";
      draft.report(Problem.BAD_FOREIGN_KEY, draft.at("columns"), draft.label(), why, fix);
    }
    return List.of();
  }

  /** A target in this compilation has reported its problems itself. */
  private static void unreadable(Draft draft) {
    draft.entity().faulty = true;
    if (draft.target().isOutside()) {
      String name = draft.target().binaryName;
      draft.report(Problem.UNREADABLE_TARGET, draft.at("references"), draft.label(), name);
    }
  }

  private static boolean checkConnection(Draft draft) {
    String needed = draft.target().connection;
    if (needed.isEmpty() || needed.equals(draft.entity().connection)) {
      return true;
    }
    draft.report(
        Problem.REFERENCES_OTHER_CONNECTION,
        draft.at("references"),
        draft.label(),
        draft.entity().label,
        draft.target().label,
        needed);
    return false;
  }

  private static boolean checkUnique(Draft draft, List<Entity.Field> referenced) {
    Entity target = draft.target();
    List<String> wanted = names(referenced);
    List<List<String>> keys = new ArrayList<>();
    keys.add(names(target.keys()));
    IndexReader.readIndexes(target);
    for (Index index : target.indexes()) {
      if (index.unique() && index.where().isEmpty()) {
        keys.add(index.columns().stream().map(IndexColumn::name).toList());
      }
    }
    if (keys.contains(wanted)) {
      return true;
    }
    String possible =
        keys.stream()
            .distinct()
            .map(k -> "(" + String.join(", ", k) + ")")
            .collect(Collectors.joining(" or "));
    draft.report(
        Problem.REFERENCES_NO_KEY,
        draft.at("referencedColumns"),
        draft.label(),
        String.join(", ", wanted),
        target.label,
        possible + ", in that order");
    return false;
  }

  private boolean checkTypes(Draft draft, List<Entity.Field> referenced) {
    boolean good = true;
    for (int i = 0; i < referenced.size(); i++) {
      Entity.Field field = draft.columns().get(i);
      Column own = columns.read(draft.entity(), field);
      Column other = columns.read(draft.target(), referenced.get(i));
      if (other == null) {
        unreadable(draft);
      }
      if (own == null || other == null) {
        return false;
      }
      if (!own.type().text().equals(other.type().text())) {
        draft.report(
            Problem.REFERENCE_TYPE_MISMATCH,
            draft.at(),
            draft.label(),
            own.name(),
            own.type().text(),
            draft.target().table,
            other.name(),
            other.type().text());
        good = false;
      }
    }
    return good;
  }

  /** The action; null after reporting that the columns do not allow it. */
  private @Nullable ReferentialAction action(Draft draft, String attribute) {
    String name =
        draft.view() == null ? "NO_ACTION" : draft.view().constant(attribute, "NO_ACTION");
    ReferentialAction action = ReferentialAction.valueOf(name);
    for (Entity.Field field : draft.columns()) {
      Column column = columns.read(draft.entity(), field);
      if (column == null || column.nullable()) {
        continue;
      }
      boolean noNull = action == ReferentialAction.SET_NULL;
      boolean noDefault = action == ReferentialAction.SET_DEFAULT && column.defaultValue() == null;
      if (noNull || noDefault) {
        draft.report(
            Problem.BAD_REFERENTIAL_ACTION,
            Objects.requireNonNull(draft.view()).at(attribute),
            draft.label(),
            attribute,
            name,
            column.name(),
            noDefault ? " without default" : "",
            noDefault ? "give it one, or choose another action" : "choose another action");
        return null;
      }
    }
    return action;
  }

  private static List<String> names(List<Entity.Field> fields) {
    return fields.stream().map(f -> f.column).toList();
  }
}
