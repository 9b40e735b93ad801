package dev.eloquent.seal;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.OutputNames;
import dev.eloquent.format.SchemaText;
import dev.eloquent.seal.SealException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the last compile left in a class output folder for one catalogue.
 *
 * @param classes the class output folder
 * @param catalog the catalogue's id, empty for the default one
 */
public record DraftOutput(Path classes, String catalog) {
  /** The catalogues that were compiled into a class folder, the default one's id empty. */
  public static SortedSet<String> catalogs(Path classes) {
    SortedSet<String> ids = new TreeSet<>();
    Path folder = classes.resolve(OutputNames.folder(""));
    if (Files.exists(folder.resolve(OutputNames.DRAFT_INDEX))) {
      ids.add("");
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      for (Path one : found) {
        if (Files.exists(one.resolve(OutputNames.DRAFT_INDEX))) {
          ids.add(one.getFileName().toString());
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // What is not there, or cannot be read, is found missing by whoever needs it.
      return ids;
    }
    return ids;
  }

  /** The index file, which is there after every compile. */
  public Path indexFile() {
    return file(OutputNames.DRAFT_INDEX);
  }

  /**
   * Reads the index.
   *
   * @throws SealException if there is none
   * @throws FormatException if it cannot be read
   */
  public DraftIndex index() {
    return DraftIndex.parse(read(OutputNames.DRAFT_INDEX));
  }

  /** The binary names of the models and of the open Java migrations of the last compile. */
  public List<String> sources() {
    List<String> names = new ArrayList<>();
    read(OutputNames.MODELS).lines().filter(line -> !line.isBlank()).forEach(names::add);
    names.addAll(index().javaClasses());
    return names;
  }

  /**
   * The package of the generated code, by the catalogue that the last compile registered.
   *
   * @throws SealException if it registered none
   */
  public String generatedPackage() {
    String catalogClass = read(classes.resolve(OutputNames.CATALOG_SERVICE)).strip();
    return catalogClass.substring(0, Math.max(0, catalogClass.lastIndexOf('.')));
  }

  /**
   * The text of a drafted file.
   *
   * @throws SealException if it is not the one that the index names
   */
  public String text(DraftIndex.DraftFile file) {
    String name = OutputNames.draftFile(file.dialect(), file.undo());
    String text = read(name);
    if (!Checksums.ofFile(text).equals(file.sha256())) {
      throw broken(name);
    }
    return text;
  }

  /**
   * The snapshot that sealing everything ends at.
   *
   * @throws SealException if it is not the one that the index names
   */
  public String schema(DraftIndex index) {
    String text = read(OutputNames.DRAFT_SCHEMA);
    if (!SchemaText.hash(text).equals(index.schemaHash())) {
      throw broken(OutputNames.DRAFT_SCHEMA);
    }
    return text;
  }

  private static SealException broken(String name) {
    return new SealException(
        Reason.BROKEN_DRAFT,
        name + " in the class output is not the one that its index names. Run: mvn clean compile");
  }

  private Path file(String name) {
    return classes.resolve(OutputNames.folder(catalog) + name);
  }

  private String read(String name) {
    return read(file(name));
  }

  private String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new SealException(
          Reason.NOT_COMPILED,
          "there is no "
              + classes.relativize(file).toString().replace('\\', '/')
              + " in "
              + classes
              + ": compile first, with the annotation processor. Run: mvn compile",
          e);
    } catch (IOException e) {
      throw new SealException(Reason.IO, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
