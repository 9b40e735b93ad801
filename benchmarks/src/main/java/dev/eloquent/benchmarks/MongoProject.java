package dev.eloquent.benchmarks;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A history of collections and its compiled catalogue, in the form that the processor generates.
 *
 * @param files one a version
 * @param classes the class output
 */
record MongoProject(Path files, Path classes) {
  /** Each version creates a collection, and with more commands its indexes. */
  static MongoProject create(Path root, int versions, int commands) throws IOException {
    MongoProject project = new MongoProject(root.resolve("mongodb"), root.resolve("classes"));
    Path sources = root.resolve("sources/bench");
    List<Path> compiled = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (int version = 1; version <= versions; version++) {
      List<String> up = commands(version, commands);
      String text = "[\n" + String.join(",\n", up) + "\n]\n";
      write(project.files.resolve(FileNames.script("mongodb", version, "c" + version)), text);
      block.append(version).append(" c").append(version).append(" sealed V").append(version);
      block.append(" chain").append(version).append(" mongodb:").append(Checksums.flyway(text));
      block.append(':').append(Checksums.ofFile(text)).append(":-\\n");
      Path source = sources.resolve("V" + version + ".java");
      compiled.add(write(source, migration(version, up)));
    }
    String head = versions + " chain" + versions;
    String catalog =
        "package bench;\npublic final class Migrations"
            + " extends dev.eloquent.migration.MigrationCatalog {\n"
            + "  public Migrations() { super(\"catalog \\nhistory mongodb\\nlock "
            + (head + "\\nhead mongodb " + head)
            + "\"); }\n  @Override protected String block(int index) { return index == 0 ? \""
            + block
            + "\" : null; }\n}\n";
    compiled.add(write(sources.resolve("Migrations.java"), catalog));
    write(
        project.classes.resolve("META-INF/services/dev.eloquent.migration.MigrationCatalog"),
        "bench.Migrations\n");
    project.javac(compiled);
    return project;
  }

  private static List<String> commands(int version, int count) {
    List<String> commands = new ArrayList<>(List.of("{\"create\":\"c" + version + "\"}"));
    for (int i = 1; i < count; i++) {
      commands.add(
          "{\"createIndexes\":\"c%d\",\"indexes\":[{\"key\":{\"f%d\":1},\"name\":\"c%d_f%d_idx\"}]}"
              .formatted(version, i, version, i));
    }
    return commands;
  }

  private static String migration(int version, List<String> up) {
    StringBuilder source = new StringBuilder("package bench;\npublic final class V" + version);
    source.append(" extends dev.eloquent.migration.Migration {\n");
    String constant = "  public static final String V" + version + "_MONGODB_";
    for (int i = 0; i < up.size(); i++) {
      source.append(constant).append("UP_").append(i + 1).append(" = \"");
      source.append(up.get(i).replace("\"", "\\\"")).append("\";\n");
    }
    return source.append(constant).append("IRREVERSIBLE = \"\";\n}\n").toString();
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void javac(List<Path> sources) {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    sources.forEach(source -> arguments.add(source.toString()));
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (exit != 0) {
      throw new IllegalStateException("javac: " + exit);
    }
  }
}
