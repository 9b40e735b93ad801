package dev.eloquent.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.format.ModelLines.ForeignLine;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import dev.eloquent.registry.ModelCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The class {@code Models}, the registry of all models; see {@link ModelCatalog}. */
final class ModelsClass {
  static final String NAME = "Models";

  private ModelsClass() {}

  static TypeSpec of(String catalog, Schema schema) {
    TypeSpec.Builder type =
        JavaWriter.type(NAME)
            .superclass(ModelCatalog.class)
            .addJavadoc("The models: table, columns, keys and connection of each.\n")
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc("Called by {@link java.util.ServiceLoader}.\n")
                    .addStatement("super($S)", catalog)
                    .build());
    List<Table> tables = new ArrayList<>(schema.tables());
    tables.sort(Comparator.comparing(Table::model));
    List<String> models = new ArrayList<>();
    for (Table table : tables) {
      String text = lines(table).render();
      models.add(text.substring(0, text.length() - 1));
    }
    BlockedText.add(type, models);
    return type.build();
  }

  /** What the registry holds of a model. */
  static ModelLines lines(Table table) {
    List<ColumnLine> columns =
        table.columns().stream()
            .map(
                c ->
                    new ColumnLine(
                        c.name(),
                        c.type().text(),
                        c.nullable(),
                        c.identity(),
                        !c.identity() && c.defaultValue() != null))
            .toList();
    List<ForeignLine> foreign =
        table.foreignKeys().stream()
            .map(f -> new ForeignLine(f.referencedTable(), f.columns(), f.referencedColumns()))
            .toList();
    return new ModelLines(
        table.model(),
        table.name(),
        table.connection(),
        columns,
        table.primaryKey(),
        foreign,
        unique(table));
  }

  /** A partial index says nothing of the other rows. */
  private static List<List<String>> unique(Table table) {
    return table.indexes().stream()
        .filter(index -> index.unique() && index.where().isEmpty())
        .map(index -> index.columns().stream().map(Index.IndexColumn::name).toList())
        .toList();
  }
}
