package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths that lack MongoDB's driver, as most applications' do. */
class WithoutDriverTest {
  private final Path folder;

  WithoutDriverTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static URLClassLoader withoutDriver() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = new File(entry).getName();
      if (!name.startsWith("mongodb-driver") && !name.startsWith("bson")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** The command line through its own entry, by reflection because its classes are other ones. */
  private String call(ClassLoader loader, Map<String, String> environment, String... args)
      throws Exception {
    Method call =
        loader
            .loadClass("dev.eloquent.cli.SqliteProject")
            .getDeclaredMethod("call", Path.class, Map.class, String[].class);
    call.setAccessible(true);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return String.valueOf(call.invoke(null, folder, environment, args));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void sqlWorksAndMongoSaysWhatToAdd() throws Exception {
    try (URLClassLoader loader = withoutDriver()) {
      Class<?> project = loader.loadClass("dev.eloquent.cli.SqliteProject");
      Method write = project.getDeclaredMethod("write", Path.class);
      write.setAccessible(true);
      write.invoke(null, folder);
      assertThat(call(loader, Map.of(), "migrate:run")).startsWith("0 ").contains("Applied 1");
      String mongo = call(loader, Map.of("MONGO_DB_NAME", "d"), "migrate:status", "--mongo");
      assertThat(mongo)
          .startsWith("1 ")
          .contains("Add org.mongodb:mongodb-driver-sync")
          .doesNotContain("NoClassDefFoundError");
    }
  }

  @Test
  void theLoaderReallyLacksIt() throws Exception {
    try (URLClassLoader loader = withoutDriver()) {
      assertThat(has(loader, "com.mongodb.client.MongoClient")).isFalse();
      assertThat(has(loader, "org.bson.BsonDocument")).isFalse();
      assertThat(has(loader, "dev.eloquent.document.MongoMigrator")).isTrue();
    }
  }

  private static boolean has(ClassLoader loader, String name) {
    try {
      loader.loadClass(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
