package dev.eloquent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gets the password for {@code --url} from where an option says, never from an argument. */
final class Passwords {
  /** Certificates and tokens are shorter. */
  private static final long LONGEST_FILE = 65_536;

  private Passwords() {}

  /**
   * The password, which nothing shows from now on; null if no option names one.
   *
   * @throws CliException if there is none where the option says
   */
  static @Nullable String get(Session session, TargetOptions options) {
    String variable = options.passwordEnv;
    String file = options.passwordFile;
    if (Stream.of(variable != null, file != null, options.passwordPrompt).filter(b -> b).count()
        > 1) {
      throw CliException.usage(
          "choose one of --password-env, --password-file and --password-prompt.");
    }
    String password = null;
    if (variable != null) {
      password = ofVariable(session, variable);
    } else if (file != null) {
      password = ofFile(session, file);
    } else if (options.passwordPrompt) {
      password = asked(session);
    }
    if (password != null) {
      session.redactor().add(password);
    }
    return password;
  }

  private static String ofVariable(Session session, String variable) {
    return session
        .environment()
        .get(variable)
        .orElseThrow(
            () ->
                source(
                    "--password-env: the variable "
                        + Text.oneLine(variable)
                        + " is not set; it must hold the password."));
  }

  /** The file's text, without the line feed that editors end it with. */
  private static String ofFile(Session session, String name) {
    Path file = session.resolve(name);
    String shown = "--password-file: " + Text.oneLine(session.show(file));
    try {
      if (!Files.isRegularFile(file)) {
        throw source(shown + " is no file; it must hold the password.");
      }
      if (Files.size(file) > LONGEST_FILE) {
        throw source(shown + " is larger than 64 KiB, and so no password.");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
      if (text.isEmpty()) {
        throw source(shown + " is empty; it must hold the password.");
      }
      return text;
    } catch (IOException e) {
      throw source(
          shown + " cannot be read (" + e.getClass().getSimpleName() + "). It must be UTF-8 text.");
    }
  }

  private static String asked(Session session) {
    if (!session.terminal()) {
      throw source(
          "--password-prompt: nobody can be asked here. Use --password-env NAME or --password-file"
              + " FILE.");
    }
    return Optional.ofNullable(session.askPassword("Password: "))
        .filter(password -> !password.isEmpty())
        .orElseThrow(() -> source("--password-prompt: no password was typed."));
  }

  private static CliException source(String message) {
    return CliException.usage(CliProblem.PASSWORD_SOURCE, message);
  }
}
