package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Leave to lose data. */
final class GuardOptions {
  /** The consent of the environment. */
  static final String VARIABLE = "ELOQUENT_ALLOW_PROD_DESTRUCTIVE";

  @Option(names = "--yes", description = "do not ask")
  boolean yes;

  @Option(
      names = "--force",
      description = "in production too, together with --yes and " + VARIABLE + "=true")
  boolean force;

  /** Whether that value of the variable is a consent: this word, and nothing around it. */
  static boolean isConsent(String value) {
    return value.equals("true");
  }

  /**
   * Refuses in production unless all three consents are given, and where nobody could be asked.
   *
   * @throws CliException refused, naming what is missing
   */
  void check(Session session, String command) {
    if (session.environment().production()) {
      checkProduction(session, command);
    } else if (!yes && !session.terminal()) {
      throw CliException.refused(
          CliProblem.NOBODY_TO_ASK,
          command + " loses data and nobody can be asked here; if that is meant, add --yes.");
    }
  }

  /**
   * Refuses in production unless all three consents are given.
   *
   * @throws CliException refused, naming what is missing
   */
  void checkProduction(Session session, String command) {
    if (session.environment().production()) {
      List<String> missing = new ArrayList<>();
      if (!isConsent(session.environment().get(VARIABLE).orElse(""))) {
        missing.add("the variable " + VARIABLE + "=true");
      }
      if (!force) {
        missing.add("--force");
      }
      if (!yes) {
        missing.add("--yes");
      }
      if (!missing.isEmpty()) {
        throw CliException.refused(
            CliProblem.CONSENT,
            command
                + " loses data and APP_ENV is production: it needs all three consents; missing: "
                + String.join(", ", missing));
      }
    }
  }

  /** How the consent was given, for the journal. */
  String consent(Session session, String command) {
    if (session.environment().production()) {
      return command + " in production: " + VARIABLE + "=true, --force, --yes";
    }
    return command + (yes ? ": --yes" : ": asked, and yes was typed");
  }

  /**
   * Asks, unless {@code --yes} already answered.
   *
   * @throws CliException refused, if the answer is not yes
   */
  void confirm(Session session, String question) {
    if (!yes && !session.confirm(question)) {
      throw CliException.refused(CliProblem.NOT_CONFIRMED, "not confirmed; nothing was changed.");
    }
  }
}
