package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Origins;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads classes with {@code @Model} into a schema.
 *
 * <p>Every problem is reported, on the annotation value that causes it where there is one; a model
 * that has one is left out of the result. Models that are only the targets of foreign keys, of this
 * compilation or from the class path, are read as far as the keys need it and are not part of the
 * result.
 */
public final class ModelReader {
  private final Elements elements;
  private final Types types;
  private final Members members;
  private final Diagnostics diagnostics;

  /** Creates one for a round. */
  public ModelReader(Elements elements, Types types, Members members, Diagnostics diagnostics) {
    this.elements = elements;
    this.types = types;
    this.members = members;
    this.diagnostics = diagnostics;
  }

  /** Whether the class carries {@code @Model}. */
  public static boolean isModel(TypeElement type) {
    return ElementAnnotations.isModel(type);
  }

  /** Reads the models; their order changes nothing. */
  public ReadResult read(Collection<TypeElement> models) {
    List<TypeElement> sorted = new ArrayList<>(new LinkedHashSet<>(models));
    sorted.sort(Comparator.comparing(t -> elements.getBinaryName(t).toString()));
    Entities entities = new Entities(elements, types, members, new Reporter(diagnostics), sorted);
    ColumnReader columns = new ColumnReader(entities);
    CollectionReader collections = new CollectionReader(entities);
    ForeignKeyReader foreignKeys = new ForeignKeyReader(entities, columns);
    List<Entity> all = sorted.stream().map(entities::of).toList();
    for (Entity entity : all) {
      NameChecks.checkOwn(entity);
      if (entity.isCollection()) {
        collections.read(entity);
        IndexReader.readIndexes(entity);
      } else {
        columns.readAll(entity);
        IndexReader.readIndexes(entity);
        IndexReader.readChecks(entity);
      }
    }
    all.stream().filter(entity -> !entity.isCollection()).forEach(foreignKeys::read);
    new NameChecks().checkAll(all);
    return result(all);
  }

  private static ReadResult result(List<Entity> entities) {
    List<Table> tables = new ArrayList<>();
    Map<String, String> tableRenames = new HashMap<>();
    Map<SchemaPath, String> columnRenames = new HashMap<>();
    Map<SchemaPath, DefaultValue> backfills = new HashMap<>();
    Origins origins = new Origins();
    for (Entity entity : entities) {
      putOrigins(entity, origins);
      if (entity.faulty) {
        continue;
      }
      tables.add(table(entity));
      String formerTable = entity.model.text("renamedFrom");
      if (!formerTable.isEmpty()) {
        tableRenames.put(entity.table, formerTable);
      }
      for (Entity.Field field : entity.fields) {
        SchemaPath path = SchemaPath.column(entity.table, field.column);
        AnnotationView view = field.annotations.column();
        String former = view == null ? "" : view.text("renamedFrom");
        if (!former.isEmpty()) {
          columnRenames.put(path, former);
        }
        if (field.backfill != null) {
          backfills.put(path, field.backfill);
        }
      }
    }
    Intents intents = new Intents(tableRenames, columnRenames, backfills);
    return new ReadResult(new Schema(tables), intents, origins);
  }

  private static void putOrigins(Entity entity, Origins origins) {
    origins.put(SchemaPath.table(entity.table), entity.model.at());
    for (Entity.Field field : entity.fields) {
      origins.put(SchemaPath.column(entity.table, field.column), field.at());
    }
    entity.origins.forEach(origins::put);
  }

  private static Table table(Entity entity) {
    List<Column> columns =
        entity.fields.stream().map(f -> Objects.requireNonNull(f.result)).toList();
    return new Table(
        entity.table,
        entity.binaryName,
        entity.connection,
        columns,
        entity.keys().stream().map(f -> f.column).toList(),
        entity.indexes(),
        entity.foreignKeys,
        entity.checks,
        entity.model.text("comment"));
  }
}
