package dev.eloquent.seal;

import dev.eloquent.format.ClassNames;
import dev.eloquent.seal.SealException.Reason;
import dev.eloquent.seal.VersionOpener.Opened;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the class of a new Java migration, for somebody to fill in. */
final class JavaSkeleton {
  private static final String TEXT =
      """
      package %s;

      import dev.eloquent.annotation.MigrationVersion;
      import dev.eloquent.migration.JavaMigration;
      import dev.eloquent.migration.MigrationContext;
      import java.sql.SQLException;

      /** Version %d: say here what it does to the rows, and why SQL alone cannot. */
      @MigrationVersion(number = %d, name = "%s")
      public final class %s implements JavaMigration {
        @Override
        public void up(MigrationContext context) throws SQLException {
          throw new SQLException("version %d is not written yet");
        }

        // Without this method the version cannot be rolled back.
        @Override
        public void down(MigrationContext context) throws SQLException {
          throw new SQLException("the way back of version %d is not written yet");
        }
      }
      """;

  private JavaSkeleton() {}

  static Opened write(SealWork work, String name) {
    work.checkFresh();
    work.checkOpenSchema("-");
    int version = work.index().lastVersion() + 1;
    String packageName = work.output().generatedPackage();
    Path root = work.sources().root();
    if (!Files.isDirectory(root)) {
      throw new SealException(
          Reason.IO,
          "there is no folder "
              + root
              + " to write the class to. Write it yourself where your sources are: a public class with"
              + " @MigrationVersion that implements JavaMigration");
    }
    Path folder = root.resolve(packageName.replace('.', '/'));
    String className = ClassNames.ofVersion(version, name);
    String file = className + ".java";
    if (Files.exists(folder.resolve(file))) {
      throw new SealException(
          Reason.IN_THE_WAY,
          folder.resolve(file)
              + " is there already and not overwritten. Compile it, or move it away");
    }
    HistoryFolder target = new HistoryFolder(folder, path -> {});
    target.removeTemporaryFiles();
    target.write(
        file, TEXT.formatted(packageName, version, version, name, className, version, version));
    work.compileAgain("the version is open");
    return new Opened(version, name, folder, List.of(file), List.of());
  }
}
