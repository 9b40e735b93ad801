package dev.eloquent.flyway;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.migration.MigrationCatalog;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a sealed history below a folder, and makes the catalogue that a compiler would. */
final class TestHistory {
  private static final String SCHEMA_HASH = "0".repeat(64);
  final Path root;
  private final Path folder;
  private final List<String> lines = new ArrayList<>();
  private LockFile lock = LockFile.EMPTY;

  TestHistory(Path root) {
    this.root = root;
    this.folder = root.resolve("db/migration");
  }

  /** A sealed version with one file for the dialect and perhaps its settings. */
  TestHistory sealed(String dialect, String name, String sql, String... settings)
      throws IOException {
    int version = lock.lastVersion() + 1;
    Map<String, String> files = new TreeMap<>();
    String path = FileNames.migration(dialect, version, name);
    files.put(path, write(path, sql));
    if (settings.length > 0) {
      files.put(path + ".conf", write(path + ".conf", String.join("\n", settings) + "\n"));
    }
    lock = lock.append(name, LockFile.Kind.GENERATED, null, SCHEMA_HASH, files);
    write(FileNames.LOCK, lock.render());
    line(version, name, "sealed", lock.headChain(), dialect, sql);
    return this;
  }

  /** A sealed version that is a Java class. */
  TestHistory sealed(String dialect, String name, Class<?> type) throws IOException {
    lock = lock.append(name, LockFile.Kind.JAVA, type.getName(), SCHEMA_HASH, Map.of());
    write(FileNames.LOCK, lock.render());
    String head = lock.lastVersion() + " " + name + " sealed java:" + type.getName();
    lines.add(head + " " + lock.headChain() + " " + dialect);
    return this;
  }

  /** A drafted version behind the sealed ones. */
  TestHistory draft(String dialect, String name, String sql) {
    line(lock.lastVersion() + 1, name, "draft", "-", dialect, sql);
    return this;
  }

  private void line(
      int version, String name, String state, String chain, String dialect, String sql) {
    String file = dialect + ":" + Checksums.flyway(sql) + ":" + Checksums.ofFile(sql) + ":-";
    lines.add(version + " " + name + " " + state + " V" + version + "__X " + chain + " " + file);
  }

  private String write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Checksums.ofFile(text);
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  MigrationCatalog catalog() {
    String chain = lock.headChain().isEmpty() ? "-" : lock.headChain();
    String header =
        "catalog \nhistory src/main/resources/db/migration\nlock "
            + lock.lastVersion()
            + " "
            + chain;
    return new MigrationCatalog(header) {
      @Override
      protected @Nullable String block(int index) {
        return index == 0 ? String.join("\n", lines) : null;
      }
    };
  }

  EloquentResourceProvider provider(String dialect) throws IOException {
    URL[] urls = {root.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return new EloquentResourceProvider(catalog(), dialect, loader);
    }
  }
}
