package dev.eloquent.seal;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.seal.SealException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A sealed history on disk; every file appears whole or not at all.
 *
 * @param folder the folder of {@code migrations.lock}
 * @param observer told each path after it was written or deleted
 */
record HistoryFolder(Path folder, Consumer<String> observer) {
  private static final String TEMPORARY = ".seal-";

  /** The lock file; empty if nothing was ever sealed. */
  LockFile lock() {
    return read(FileNames.LOCK).map(LockFile::parse).orElse(LockFile.EMPTY);
  }

  /**
   * Writes or deletes files, and puts them back as they were if that fails.
   *
   * @param paths what the work writes or deletes
   * @throws SealException what the work threw
   */
  void whollyOrNotAtAll(List<String> paths, Runnable work) {
    Map<String, Optional<String>> before = new LinkedHashMap<>();
    paths.forEach(path -> before.put(path, read(path)));
    try {
      work.run();
    } catch (SealException e) {
      before.forEach(
          (path, text) -> {
            try {
              text.ifPresentOrElse(t -> write(path, t), () -> delete(path));
            } catch (SealException again) {
              e.addSuppressed(again);
            }
          });
      throw e;
    }
  }

  /** The text of a file; empty if there is none. */
  Optional<String> read(String path) {
    Path file = folder.resolve(path);
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (Files.isRegularFile(file.getParent())) {
        return Optional.empty();
      }
      throw io(path, "cannot be read", e);
    }
  }

  /** Removes what a process that was killed while it wrote has left. */
  void removeTemporaryFiles() {
    for (String path : paths()) {
      if (path.substring(path.lastIndexOf('/') + 1).startsWith(TEMPORARY)) {
        delete(path);
      }
    }
  }

  private List<String> paths() {
    if (Files.notExists(folder)) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 3)) {
      files
          .filter(Files::isRegularFile)
          .forEach(f -> paths.add(folder.relativize(f).toString().replace('\\', '/')));
    } catch (IOException | UncheckedIOException e) {
      throw io("", "cannot be listed", e);
    }
    return paths;
  }

  /** Writes a temporary file beside, forces it to disk, and moves it into place. */
  void write(String path, String text) {
    Path target = folder.resolve(path);
    Path temporary = target.resolveSibling(TEMPORARY + target.getFileName() + ".tmp");
    try {
      Files.createDirectories(target.getParent());
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      observer.accept(path);
    } catch (IOException e) {
      throw io(path, "cannot be written", e);
    }
  }

  void delete(String path) {
    try {
      if (Files.deleteIfExists(folder.resolve(path))) {
        observer.accept(path);
      }
    } catch (IOException e) {
      throw io(path, "cannot be deleted", e);
    }
  }

  /** That a file is there which nobody may overwrite. */
  SealException inTheWay(String path) {
    return new SealException(
        Reason.IN_THE_WAY,
        folder.resolve(path)
            + " is neither in "
            + FileNames.LOCK
            + " nor what was compiled, and is not overwritten. Restore the folder from version"
            + " control, or move the file away; then run: mvn clean compile");
  }

  /** The paths of all files of versions above that one, sorted, with their SHA-256. */
  SortedMap<String, String> filesAbove(int version) {
    try {
      return VersionFiles.above(version, folder);
    } catch (UncheckedIOException e) {
      throw io("", "cannot be read", e);
    }
  }

  private SealException io(String path, String what, Exception failure) {
    Throwable cause = failure.getCause();
    Throwable e = failure instanceof UncheckedIOException && cause != null ? cause : failure;
    Path file = path.isEmpty() ? folder : folder.resolve(path);
    return new SealException(
        Reason.IO,
        file
            + " "
            + what
            + " ("
            + e.getClass().getSimpleName()
            + "). Make the folder readable and writable, then run make:migration again; what it had"
            + " begun is completed",
        e);
  }
}
