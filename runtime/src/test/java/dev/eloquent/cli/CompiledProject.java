package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.format.SchemaText;
import dev.eloquent.seal.DraftFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A Maven project with compiled migrations, as the processor would generate them; the same SQL for
 * every dialect.
 */
final class CompiledProject {
  private List<String> dialects = List.of("mysql", "postgresql", "sqlite");
  static final String SERVICE = "META-INF/services/dev.eloquent.migration.MigrationCatalog";
  final Path folder;
  final Path classes;
  final Path history;
  private final List<@Nullable String[]> versions = new ArrayList<>();
  private LockFile lock = LockFile.EMPTY;
  private String catalog = "";
  private String packageName = "shop";
  private List<ModelLines> models = List.of();
  private List<String> references = List.of();
  private final List<String> sources = new ArrayList<>();
  private final Map<String, String> services = new TreeMap<>();

  CompiledProject(Path folder) {
    this.folder = folder;
    classes = folder.resolve("target/classes");
    history = folder.resolve(DraftFixture.HISTORY);
    DraftFixture.write(folder.resolve("pom.xml"), "<project/>");
  }

  CompiledProject catalog(String id) {
    catalog = id;
    return this;
  }

  /** Of the versions that follow, and the compiled ones. */
  CompiledProject dialects(String... ids) {
    dialects = List.of(ids);
    return this;
  }

  CompiledProject inPackage(String name) {
    packageName = name;
    return this;
  }

  /**
   * Adds a sealed version, in the history and in what {@link #compile} compiles; without a reverse
   * it is irreversible.
   */
  CompiledProject sealed(String name, String up, @Nullable String down) {
    int version = lock.lastVersion() + 1;
    Map<String, String> files = new TreeMap<>();
    for (String dialect : dialects) {
      files.put(FileNames.migration(dialect, version, name), up + ";\n");
      if (down != null) {
        files.put(FileNames.undo(dialect, version, name), down + ";\n");
      }
    }
    files.forEach((path, text) -> DraftFixture.write(history.resolve(path), text));
    files.replaceAll((path, text) -> Checksums.ofFile(text));
    String schema = DraftFixture.schema(name);
    lock = lock.append(name, Kind.GENERATED, null, SchemaText.hash(schema), files);
    DraftFixture.write(
        history.resolve(FileNames.SCHEMA), SchemaText.withChain(schema, lock.headChain()));
    DraftFixture.write(history.resolve(FileNames.LOCK), lock.render());
    versions.add(new String[] {name, "sealed", lock.headChain(), up, down});
    return this;
  }

  CompiledProject draft(String name, String up, String down) {
    versions.add(new String[] {name, "draft", "-", up, down});
    return this;
  }

  /** Adds an open version, in the history and in what {@link #compile} compiles. */
  CompiledProject open(String name, String up, String down) {
    int version = versions.size() + 1;
    for (String dialect : dialects) {
      DraftFixture.write(history.resolve(FileNames.migration(dialect, version, name)), up + ";\n");
      DraftFixture.write(history.resolve(FileNames.undo(dialect, version, name)), down + ";\n");
    }
    versions.add(new String[] {name, "open", "-", up, down});
    return this;
  }

  /** The registry of models that {@link #compile} compiles; there is none without it. */
  CompiledProject models(ModelLines... lines) {
    models = List.of(lines);
    return this;
  }

  /** Tables of other catalogues that foreign keys refer to. */
  CompiledProject refersTo(String... tables) {
    references = List.of(tables);
    return this;
  }

  /** Adds a class of the application's own, which {@link #compile} compiles too. */
  CompiledProject source(String className, String text) {
    Path file = folder.resolve("src/main/java/" + className.replace('.', '/') + ".java");
    DraftFixture.write(file, text);
    sources.add(file.toString());
    return this;
  }

  /** Adds a class to those that a service file names. */
  CompiledProject service(String service, String className) {
    services.merge(service, className + "\n", String::concat);
    return this;
  }

  /** Adds a model of the table users, and a seeder and a scenario of it that write no row. */
  CompiledProject seedable() {
    source("shop.User", "package shop; public class User { public long id; }")
        .models(
            new ModelLines(
                "shop.User",
                "users",
                "",
                List.of(new ColumnLine("id", "bigint", false)),
                List.of("id"),
                List.of(),
                List.of()));
    for (String[] type :
        new String[][] {
          {"Seeder", "DatabaseSeeder", "run(dev.eloquent.seed.SeedContext c)", ""},
          {
            "Scenario",
            "Tale",
            "tell(dev.eloquent.seed.ScenarioContext c)",
            "c.step(\"Rise\", () -> {});"
          }
        }) {
      source(
              "shop." + type[1],
              "package shop; @dev.eloquent.annotation.Seeds(User.class) public class "
                  + (type[1] + " implements dev.eloquent.seed." + type[0])
                  + (" { public void " + type[2] + " { " + type[3] + " } }"))
          .service("dev.eloquent.seed." + type[0], "shop." + type[1]);
    }
    return this;
  }

  /** Puts the classes and the resources into the class output. */
  CompiledProject compile() {
    Path sources = folder.resolve("target/generated");
    List<String> files = new ArrayList<>(this.sources);
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < versions.size(); i++) {
      String[] v = versions.get(i);
      int number = i + 1;
      block.append(number + " " + v[0] + " " + v[1] + " V" + number + " " + v[2]);
      for (String dialect : dialects) {
        block.append(" " + dialect + ":" + Checksums.flyway(v[3] + ";\n"));
        block.append(":" + Checksums.ofFile(v[3] + ";\n"));
        block.append(":" + (v[4] == null ? "-" : Checksums.ofFile(v[4] + ";\n")));
      }
      block.append("\\n");
      files.add(write(sources, "V" + number, migration(number, v[3], v[4])));
    }
    String head = lock.lastVersion() + " " + (lock.versions().isEmpty() ? "-" : lock.headChain());
    StringBuilder header = new StringBuilder("catalog " + catalog);
    header.append("\\nhistory " + DraftFixture.HISTORY + "\\nlock " + head);
    long unsealed = versions.stream().filter(v -> !v[1].equals("sealed")).count();
    header.append(unsealed == 0 ? "" : "\\nunsealed " + unsealed);
    dialects.forEach(dialect -> header.append("\\nhead " + dialect + " " + head));
    for (String dialect : dialects) {
      references.forEach(table -> header.append("\\nrefers " + dialect + " " + table));
    }
    files.add(write(sources, "Migrations", catalogSource(header.toString(), block.toString())));
    if (!models.isEmpty()) {
      files.add(write(sources, "Models", modelsSource()));
      String service = "META-INF/services/dev.eloquent.registry.ModelCatalog";
      DraftFixture.write(classes.resolve(service), packageName + ".migrations.Models\n");
    }
    javac(files);
    services.forEach(
        (service, names) ->
            DraftFixture.write(classes.resolve("META-INF/services/" + service), names));
    DraftFixture.write(classes.resolve(SERVICE), packageName + ".migrations.Migrations\n");
    copyResources();
    return this;
  }

  private String migration(int number, String up, @Nullable String down) {
    StringBuilder source = new StringBuilder("package " + packageName + ".migrations;\n");
    source.append(
        "public final class V" + number + " extends dev.eloquent.migration.Migration {\n");
    for (String dialect : dialects) {
      String name = "V" + number + "_" + dialect.toUpperCase(Locale.ROOT);
      String constant = "  public static final String " + name;
      source.append(constant + "_UP_1 = \"" + literal(up) + "\";\n");
      if (down == null) {
        source.append(constant + "_IRREVERSIBLE = \"\";\n");
      } else {
        source.append(constant + "_DOWN_1 = \"" + literal(down) + "\";\n");
        source.append(constant + "_REVERSES = \"1\";\n");
      }
    }
    return source.append("}\n").toString();
  }

  private String modelsSource() {
    StringBuilder lines = new StringBuilder();
    models.forEach(model -> lines.append(model.render()));
    return "package "
        + packageName
        + ".migrations;\n"
        + "public final class Models extends dev.eloquent.registry.ModelCatalog {\n"
        + "  public Models() { super(\""
        + catalog
        + "\"); }\n"
        + "  @Override protected String block(int index) { return index == 0 ? \""
        + literal(lines.toString()).replace("\t", "\\t")
        + "\" : null; }\n}\n";
  }

  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private String catalogSource(String header, String block) {
    return "package "
        + packageName
        + ".migrations;\n"
        + "public final class Migrations extends dev.eloquent.migration.MigrationCatalog {\n"
        + "  public Migrations() { super(\""
        + header
        + "\"); }\n"
        + "  @Override protected String block(int index) { return index == 0 ? \""
        + block
        + "\" : null; }\n}\n";
  }

  private String write(Path folder, String name, String text) {
    Path file = folder.resolve(packageName + "/migrations/" + name + ".java");
    DraftFixture.write(file, text);
    return file.toString();
  }

  private void javac(List<String> files) {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.addAll(files);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exit).isZero();
  }

  /** What Maven's resources phase does. */
  void copyResources() {
    if (!Files.isDirectory(history)) {
      return;
    }
    try (Stream<Path> files = Files.walk(history)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              f ->
                  DraftFixture.write(
                      classes.resolve("db/migration").resolve(history.relativize(f)),
                      DraftFixture.read(f)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class output as a jar. */
  Path jar() {
    Path jar = folder.resolve("app.jar");
    java.net.URI uri = java.net.URI.create("jar:" + jar.toUri());
    try (var zip = java.nio.file.FileSystems.newFileSystem(uri, Map.of("create", "true"));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = zip.getPath("/" + classes.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }
}
