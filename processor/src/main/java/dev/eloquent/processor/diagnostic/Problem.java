package dev.eloquent.processor.diagnostic;

import java.util.Locale;

/**
 * The catalogue of everything the processor reports. A code is never given to another problem;
 * numbers group by stage: 0xx options and environment, 1xx models, 2xx names and schema, 3xx
 * committed history, 4xx changes, 5xx dialects.
 *
 * <p>A message says what, where and the fix; {@code %s} are its arguments.
 */
public enum Problem {
  /** An option's value cannot be used. */
  BAD_OPTION("ELQ001", Severity.ERROR, "option -A%s: \"%s\" %s"),
  /** No build file, so no default history folder. */
  NO_BUILD_FILE(
      "ELQ002",
      Severity.ERROR,
      "no pom.xml, build.gradle or build.gradle.kts above the class output, so the history folder is unknown: pass"
          + " -Aeloquent.migrations=DIR"),
  /** A statement holds what Flyway takes for a placeholder. */
  SCRIPT_PLACEHOLDER(
      "ELQ550",
      Severity.ERROR,
      "%s, %s: the statement contains \"${\", which Flyway would replace as a placeholder: write the name, expression"
          + " or default without it"),
  /** A statement would be cut elsewhere when its file is read again. */
  SCRIPT_NOT_ONE_STATEMENT(
      "ELQ551",
      Severity.ERROR,
      "%s, %s: an expression in it leaves a quote or comment open, or holds a semicolon or a carriage return: write it"
          + " as one complete SQL expression"),
  /** Something failed that should not. */
  INTERNAL("ELQ099", Severity.ERROR, "internal error, please report it: %s");

  /** How bad it is. */
  public enum Severity {
    /** Nothing is drafted. */
    ERROR,
    /** Drafted; a person should look. */
    WARNING,
    /** Information. */
    NOTE
  }

  private final String code;
  private final Severity severity;
  private final String template;

  Problem(String code, Severity severity, String template) {
    this.code = code;
    this.severity = severity;
    this.template = template;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** The text with its arguments and the code at the end. */
  public String message(Object... arguments) {
    return String.format(Locale.ROOT, template, arguments) + " [" + code + "]";
  }
}
