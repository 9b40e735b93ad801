package dev.eloquent.processor.emit;

import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.DraftIndex.DraftFile;
import dev.eloquent.format.DraftIndex.OpenVersion;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.OutputNames;
import dev.eloquent.format.SchemaText;
import dev.eloquent.format.StatementsFile;
import dev.eloquent.format.StatementsFile.Head;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.processor.access.Accessor;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.emit.CompiledVersion.CompiledScript;
import dev.eloquent.processor.history.ScriptFile;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.history.VersionSource.JavaSource;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelCatalog;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private final Map<String, Content> scripts = new TreeMap<>();
  private final Map<String, String> resources = new TreeMap<>();

  /** Creates one; {@code origins} are the models that everything depends on. */
  public Emitter(Filer filer, String catalog, List<? extends Element> origins) {
    this.filer = filer;
    this.catalog = catalog;
    this.origins = origins.toArray(new Element[0]);
  }

  /**
   * Writes the versions and the catalogue.
   *
   * @throws FormatException if the draft cannot be split into statements
   */
  public void versions(
      String packageName,
      String historyFolder,
      LockFile lock,
      VersionClasses written,
      Unsealed unsealed,
      Map<String, Dialect> dialects) {
    Draft draft = unsealed.draft();
    VersionClasses versions =
        draft == null ? written : written.and(draft.source(), dialects, catalog);
    JavaWriter java = new JavaWriter(filer, packageName, origins);
    versions.files().forEach(file -> java.writeBody(file.className(), file.body()));
    versions.versions().forEach(this::largeScripts);
    java.write(CatalogClass.of(catalog, historyFolder, versions.versions()), versions.members());
    service(MigrationCatalog.class, packageName, CatalogClass.NAME);
    index(historyFolder, lock, unsealed, versions);
  }

  /** Writes the model registry; {@code models} are all models' binary class names. */
  public void models(String packageName, Schema schema, NavigableSet<String> models) {
    new JavaWriter(filer, packageName, origins).write(ModelsClass.of(catalog, schema));
    service(ModelCatalog.class, packageName, ModelsClass.NAME);
    list(OutputNames.folder(catalog) + OutputNames.MODELS, models);
  }

  /**
   * Writes what reads and makes the instances of models, and where seeders and scenarios are found.
   *
   * @param seeds all classes with {@code @Seeds}
   * @param services what each service file names
   */
  public void seeds(
      Collection<Accessor> accessors,
      NavigableSet<String> seeds,
      Map<String, ? extends NavigableSet<String>> services) {
    NavigableSet<String> ofModels = new TreeSet<>();
    for (Accessor accessor : accessors) {
      new JavaWriter(filer, accessor.packageName(), origins)
          .writeBody(accessor.name(), AccessorClass.body(accessor));
      if (accessor.kind() == Accessor.Kind.MODEL) {
        ofModels.add(accessor.qualifiedName());
      }
    }
    list("META-INF/services/" + ModelAccessor.class.getName(), ofModels);
    services.forEach((service, classes) -> list("META-INF/services/" + service, classes));
    list(OutputNames.folder(catalog) + OutputNames.SEEDS, seeds);
  }

  private void list(String resource, NavigableSet<String> names) {
    StringBuilder list = new StringBuilder();
    names.forEach(name -> list.append(name).append('\n'));
    resources.put(resource, list.toString());
  }

  /**
   * Writes the resources that the other methods left; the one that says which of them may be
   * believed is among the last.
   *
   * @throws dev.eloquent.format.FormatException if a large script was changed meanwhile
   */
  public void flush() {
    scripts.forEach(this::write);
    resources.forEach((name, text) -> write(name, out -> out.write(text)));
    scripts.clear();
    resources.clear();
  }

  /** What a resource holds. */
  private interface Content {
    void write(Writer out) throws IOException;
  }

  private void write(String name, Content content) {
    try (Writer writer =
        new OutputStreamWriter(
            filer
                .createResource(StandardLocation.CLASS_OUTPUT, "", name, origins)
                .openOutputStream(),
            StandardCharsets.UTF_8)) {
      content.write(writer);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " cannot be written", e);
    }
  }

  private void service(Class<?> type, String packageName, String name) {
    String className = packageName.isEmpty() ? name : packageName + "." + name;
    resources.put("META-INF/services/" + type.getName(), className + "\n");
  }

  private void largeScripts(CompiledVersion version) {
    for (Map.Entry<String, CompiledScript> entry : version.scripts().entrySet()) {
      CompiledScript script = entry.getValue();
      if (script.isLarge()) {
        String name = OutputNames.statements(version.source().version(), entry.getKey());
        scripts.put(OutputNames.folder(catalog) + name, out -> write(script, out));
      }
    }
  }

  private static void write(CompiledScript script, Writer out) throws IOException {
    Head head = new Head(script.reversible(), script.down().part(), script.up().part());
    out.write(head.render());
    script.down().write(out, true);
    script.up().write(out, false);
    out.write(StatementsFile.endLine());
  }

  private void index(
      String historyFolder, LockFile lock, Unsealed unsealed, VersionClasses compiled) {
    DraftIndex index =
        new DraftIndex(
            catalog,
            historyFolder,
            lock.lastVersion(),
            lock.headChain(),
            unsealed.dialects(),
            open(unsealed, compiled),
            draft(unsealed.draft()));
    resources.put(OutputNames.folder(catalog) + OutputNames.DRAFT_INDEX, index.render());
  }

  private DraftIndex.@Nullable Open open(Unsealed unsealed, VersionClasses compiled) {
    if (unsealed.open().isEmpty()) {
      return null;
    }
    List<OpenVersion> versions = new ArrayList<>();
    for (FlywaySettings flyway : compiled.open()) {
      VersionSource source = flyway.source();
      JavaSource java = source.java();
      String className = java == null ? null : java.className();
      versions.add(
          new OpenVersion(
              source.version(),
              source.name(),
              className,
              files(source),
              flyway.settings(),
              flyway.notes()));
    }
    String schemaHash = schema(unsealed.openSchemaText());
    return new DraftIndex.Open(versions, schemaHash, unsealed.openJson());
  }

  private DraftIndex.@Nullable Draft draft(@Nullable Draft draft) {
    if (draft == null) {
      return null;
    }
    VersionSource source = draft.source();
    source
        .scripts()
        .forEach(
            (dialect, script) -> {
              text(dialect, false, script.up());
              if (script.undo() != null) {
                text(dialect, true, script.undo());
              }
            });
    return new DraftIndex.Draft(
        source.version(),
        source.name(),
        schema(draft.schemaText()),
        files(source),
        draft.refusals());
  }

  /** The last one written is the one that sealing ends at. */
  private String schema(String text) {
    resources.put(OutputNames.folder(catalog) + OutputNames.DRAFT_SCHEMA, text);
    return SchemaText.hash(text);
  }

  private static List<DraftFile> files(VersionSource source) {
    List<DraftFile> files = new ArrayList<>();
    source
        .scripts()
        .forEach(
            (dialect, script) -> {
              files.add(new DraftFile(script.up().sha256(), dialect, false));
              if (script.undo() != null) {
                files.add(new DraftFile(script.undo().sha256(), dialect, true));
              }
            });
    return files;
  }

  private void text(String dialect, boolean undo, ScriptFile file) {
    scripts.put(OutputNames.folder(catalog) + OutputNames.draftFile(dialect, undo), file::writeTo);
  }
}
