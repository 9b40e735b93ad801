package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.NearMiss;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.SchemaPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A model while it is read: names are known from the start, columns, indexes and keys are filled in
 * stage by stage, for a column's type may depend on another model's key.
 */
final class Entity {
  /** A field that is a column. */
  static final class Field {
    /** How far its column is. */
    enum State {
      NEW,
      READING,
      DONE
    }

    final VariableElement element;
    final ElementAnnotations annotations;

    /** The field's type as the model sees it: type arguments of the superclass filled in. */
    final TypeMirror type;

    /** {@code Order.total}: the class that declares it, and its name. */
    final String label;

    final String column;

    /** The model that the field's type is; null if it is none. */
    final @Nullable TypeElement reference;

    State state = State.NEW;

    /** What was read; null while the state is not {@code DONE}, and if there was an error. */
    @Nullable Column result;

    /** What existing rows get once; null for nothing. */
    @Nullable DefaultValue backfill;

    Field(
        VariableElement element,
        ElementAnnotations annotations,
        TypeMirror type,
        String label,
        String column,
        @Nullable TypeElement reference) {
      this.element = element;
      this.annotations = annotations;
      this.type = type;
      this.label = label;
      this.column = column;
      this.reference = reference;
    }

    boolean isKey() {
      return annotations.id() != null;
    }

    /** The place of {@code @Column} if there is one, else of the field. */
    Location at() {
      AnnotationView view = annotations.column();
      return view == null ? new Location(element, null, null) : view.at();
    }

    /** The place of an attribute of {@code @Column} if it was written, else as {@link #at()}. */
    Location at(String attribute) {
      AnnotationView view = annotations.column();
      return view == null ? at() : view.at(attribute);
    }
  }

  /** What the identifier of every document is called. */
  static final String DOCUMENT_ID = "_id";

  final TypeElement element;
  final AnnotationView model;
  final ElementAnnotations annotations;
  final String binaryName;

  /** The name in messages: {@code Outer.Inner}, without the package. */
  final String label;

  final String table;
  final String connection;
  final List<Field> fields = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  final List<ForeignKey> foreignKeys = new ArrayList<>();

  /** Where indexes, foreign keys and checks were declared. */
  final Map<SchemaPath, Location> origins = new LinkedHashMap<>();

  /** Null as long as they are not read. */
  @Nullable List<Index> indexes;

  /** Whether it has a problem, and so no table in the result. */
  boolean faulty;

  /** Whether it can have no table at all, so that nothing of it is read. */
  boolean refused;

  /** Null for a model that is only the target of a foreign key: its problems are not ours. */
  private final @Nullable Reporter reporter;

  Entity(
      TypeElement element,
      ElementAnnotations annotations,
      String binaryName,
      String label,
      String table,
      @Nullable Reporter reporter) {
    this.element = element;
    this.annotations = annotations;
    this.model = Objects.requireNonNull(annotations.model());
    this.binaryName = binaryName;
    this.label = label;
    this.table = table;
    this.connection = model.text("connection");
    this.reporter = reporter;
  }

  void report(Problem problem, Location location, Object... arguments) {
    faulty = true;
    if (reporter != null) {
      reporter.report(problem, location, arguments);
    }
  }

  /** Whether it is a collection of MongoDB. */
  boolean isCollection() {
    return connection.equals("mongo");
  }

  /** Whether it is only the target of a foreign key, found on the class path. */
  boolean isOutside() {
    return reporter == null;
  }

  /** The place of the class. */
  Location at() {
    return new Location(element, null, null);
  }

  List<Field> keys() {
    return fields.stream().filter(Field::isKey).toList();
  }

  /** The field of a column; null if there is none. */
  @Nullable Field field(String column) {
    for (Field field : fields) {
      if (field.column.equals(column)) {
        return field;
      }
    }
    return null;
  }

  /**
   * The field of a column that somebody names; null after reporting that there is none.
   *
   * @param asker who names it
   */
  @Nullable Field find(String column, Entity asker, Location at, String askerLabel) {
    Field found = field(column);
    if (found == null) {
      List<String> names = fields.stream().map(f -> f.column).toList();
      String hint =
          fields.stream()
              .filter(f -> f.element.getSimpleName().contentEquals(column))
              .findFirst()
              .map(f -> NearMiss.suggest(f.column))
              .orElseGet(() -> NearMiss.hint(column, names));
      String all = String.join(", ", names);
      asker.report(Problem.UNKNOWN_COLUMN, at, askerLabel, table, column, hint, all);
    }
    return found;
  }

  /** The indexes, empty as long as they are not read. */
  List<Index> indexes() {
    return indexes == null ? List.of() : indexes;
  }
}
