package dev.eloquent.processor.emit;

import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.DraftIndex.DraftFile;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.OutputNames;
import dev.eloquent.format.SchemaText;
import dev.eloquent.format.StatementsFile;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.emit.CompiledVersion.CompiledScript;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.registry.ModelCatalog;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the compiler gets: the classes at once, because Java that is written in the last
 * round is compiled with a warning, and the resources when asked at the end.
 */
public final class Emitter {
  private final Filer filer;
  private final String catalog;
  private final Element[] origins;
  private final Map<String, String> resources = new TreeMap<>();

  /** Creates one; {@code origins} are the models that everything depends on. */
  public Emitter(Filer filer, String catalog, List<? extends Element> origins) {
    this.filer = filer;
    this.catalog = catalog;
    this.origins = origins.toArray(new Element[0]);
  }

  /**
   * Writes a class a version and the catalogue.
   *
   * @throws SplitException if the draft cannot be split into statements
   */
  public void versions(
      String packageName,
      String historyFolder,
      LockFile lock,
      VersionClasses sealed,
      @Nullable Draft draft,
      Map<String, Dialect> dialects)
      throws SplitException {
    VersionClasses versions =
        draft == null ? sealed : sealed.and(draft.source(), dialects, catalog);
    JavaWriter java = new JavaWriter(filer, packageName, origins);
    versions.files().forEach(file -> java.writeBody(file.className(), file.body()));
    versions.versions().forEach(this::largeScripts);
    java.write(CatalogClass.of(catalog, historyFolder, versions.versions()));
    service(MigrationCatalog.class, packageName, CatalogClass.NAME);
    index(historyFolder, lock, draft);
  }

  /** Writes the model registry; {@code models} are all models' binary class names. */
  public void models(String packageName, Schema schema, NavigableSet<String> models) {
    new JavaWriter(filer, packageName, origins).write(ModelsClass.of(catalog, schema));
    service(ModelCatalog.class, packageName, ModelsClass.NAME);
    StringBuilder list = new StringBuilder();
    models.forEach(name -> list.append(name).append('\n'));
    resources.put(OutputNames.folder(catalog) + OutputNames.MODELS, list.toString());
  }

  /** Writes the resources that the other methods left. */
  public void flush() {
    for (Map.Entry<String, String> entry : resources.entrySet()) {
      try (Writer writer =
          new OutputStreamWriter(
              filer
                  .createResource(StandardLocation.CLASS_OUTPUT, "", entry.getKey(), origins)
                  .openOutputStream(),
              StandardCharsets.UTF_8)) {
        writer.write(entry.getValue());
      } catch (IOException e) {
        throw new UncheckedIOException("resource " + entry.getKey() + " cannot be written", e);
      }
    }
    resources.clear();
  }

  private void service(Class<?> type, String packageName, String name) {
    String className = packageName.isEmpty() ? name : packageName + "." + name;
    resources.put("META-INF/services/" + type.getName(), className + "\n");
  }

  private void largeScripts(CompiledVersion version) {
    for (Map.Entry<String, CompiledScript> entry : version.scripts().entrySet()) {
      CompiledScript script = entry.getValue();
      if (script.isLarge()) {
        List<StatementsFile.Down> down =
            script.down().stream()
                .map(s -> new StatementsFile.Down(s.reverseOf(), s.sql()))
                .toList();
        String name = OutputNames.statements(version.source().version(), entry.getKey());
        String text = new StatementsFile(script.up(), down, script.reversible()).render();
        resources.put(OutputNames.folder(catalog) + name, text);
      }
    }
  }

  private void index(String historyFolder, LockFile lock, @Nullable Draft draft) {
    String folder = OutputNames.folder(catalog);
    DraftIndex.Draft drafted = null;
    if (draft != null) {
      List<DraftFile> files = new ArrayList<>();
      draft
          .source()
          .scripts()
          .forEach(
              (dialect, script) -> {
                files.add(file(folder, dialect, false, script.up(), script.upSha256()));
                if (script.undo() != null && script.undoSha256() != null) {
                  files.add(file(folder, dialect, true, script.undo(), script.undoSha256()));
                }
              });
      resources.put(folder + OutputNames.DRAFT_SCHEMA, draft.schemaText());
      VersionSource source = draft.source();
      String schemaHash = SchemaText.hash(draft.schemaText());
      drafted =
          new DraftIndex.Draft(
              source.version(), source.name(), schemaHash, files, draft.refusals());
    }
    DraftIndex index =
        new DraftIndex(catalog, historyFolder, lock.lastVersion(), lock.headChain(), drafted);
    resources.put(folder + OutputNames.DRAFT_INDEX, index.render());
  }

  private DraftFile file(String folder, String dialect, boolean undo, String text, String sha256) {
    resources.put(folder + OutputNames.draftFile(dialect, undo), text);
    return new DraftFile(sha256, dialect, undo);
  }
}
