package dev.eloquent.cli;

import dev.eloquent.format.BuildFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** Writes a new source file into a project; one that is there is never overwritten. */
final class NewSource {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
  private static final int LONGEST = 200;

  private final Session session;
  private final Path root;

  private NewSource(Session session, Path root) {
    this.session = session;
    this.root = root;
  }

  /**
   * Writes below that folder.
   *
   * @param folder what was given, null for the project's {@code src/main/java}
   * @param near a folder in the project
   * @throws CliException if there is no such folder
   */
  static NewSource below(Session session, @Nullable String folder, Path near) {
    Path root =
        folder != null
            ? session.resolve(folder)
            : BuildFolder.above(near).orElse(session.folder()).resolve("src/main/java");
    if (!Files.isDirectory(root)) {
      throw CliException.failed(
          CliProblem.SOURCE_FILE,
          "there is no folder "
              + Text.oneLine(session.show(root))
              + " to write the class to; make it, or name another one: --folder DIR",
          null);
    }
    return new NewSource(session, root);
  }

  /**
   * Checks a class's name, with or without its package.
   *
   * @throws CliException if it is none
   */
  static String checked(String name) {
    if (name.length() > LONGEST || !NAME.matcher(name).matches() || !SourceVersion.isName(name)) {
      throw CliException.usage(
          CliProblem.CLASS_NAME,
          "\""
              + Text.oneLine(name)
              + "\" is no name of a class: letters, digits and _, with or without its package, as in"
              + " com.example.seeds.ShopSeeder.");
    }
    return name;
  }

  /** Whether that class is there. */
  boolean has(String className) {
    return Files.exists(file(className));
  }

  private Path file(String className) {
    return root.resolve(className.replace('.', '/') + ".java");
  }

  /**
   * Writes the class.
   *
   * @throws CliException if its file is there, or cannot be written
   */
  Path write(String className, String text) {
    Path file = file(className);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      return file;
    } catch (FileAlreadyExistsException e) {
      throw CliException.failed(
          CliProblem.SOURCE_FILE,
          session.show(file)
              + " is there already, and is not overwritten. Choose another name, or move it away.",
          e);
    } catch (IOException e) {
      throw CliException.failed(
          CliProblem.SOURCE_FILE,
          session.show(file)
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "). Correct the folder's rights, or name another one: --folder DIR",
          e);
    }
  }
}
