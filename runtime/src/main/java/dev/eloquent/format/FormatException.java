package dev.eloquent.format;

import org.jspecify.annotations.Nullable;

/**
 * A committed or drafted file does not say what it must.
 *
 * <p>The message names the file, the line if there is one, what is wrong and what to do; {@link
 * #code()} is stable.
 */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String file;
  private final int line;
  private final String reason;

  /** Creates one; {@code line} counts from 1, 0 means the whole file. */
  public FormatException(String code, String file, int line, String message) {
    this(code, file, line, message, null);
  }

  /** Creates one with the failure below it. */
  public FormatException(
      String code, String file, int line, String message, @Nullable Throwable cause) {
    super(file + (line > 0 ? ":" + line : "") + ": " + message, cause);
    this.code = code;
    this.file = file;
    this.line = line;
    this.reason = message;
  }

  /** The stable code, such as {@code ELQ301}. */
  public String code() {
    return code;
  }

  /** The file, relative to the history folder or the class output. */
  public String file() {
    return file;
  }

  /** The line, from 1; 0 for the whole file. */
  public int line() {
    return line;
  }

  /** What is wrong and what to do: the message without the place that it begins with. */
  public String reason() {
    return reason;
  }
}
