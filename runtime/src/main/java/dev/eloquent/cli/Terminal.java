package dev.eloquent.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the output streams are connected to; nothing is looked at before it is asked for. */
interface Terminal {
  /** Where there is none: output goes to files and pipes. */
  Terminal NONE =
      new Terminal() {
        @Override
        public boolean out() {
          return false;
        }

        @Override
        public boolean err() {
          return false;
        }

        @Override
        public int columns() {
          return 0;
        }
      };

  /** Whether standard output is a terminal. */
  boolean out();

  /** Whether standard error is a terminal. */
  boolean err();

  /** How many characters a line takes; 0 if the terminal does not say. */
  int columns();

  /**
   * That of this process. Java only knows of standard input and output together; where the system
   * shows what a descriptor is, that is asked.
   *
   * @param console Java's answer, for systems that do not show it
   */
  static Terminal ofProcess(BooleanSupplier console) {
    return new Terminal() {
      @Override
      public boolean out() {
        return is(1, console);
      }

      @Override
      public boolean err() {
        return is(2, console);
      }

      @Override
      public int columns() {
        return askColumns();
      }
    };
  }

  private static boolean is(int descriptor, BooleanSupplier console) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return console.getAsBoolean();
    }
  }

  /** Java cannot ask a terminal for its size; the program that can is on every Unix. */
  private static int askColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return 0;
      }
      String text = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] words = text.strip().split(" ", -1);
      return words.length == 2 ? Integer.parseInt(words[1]) : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
