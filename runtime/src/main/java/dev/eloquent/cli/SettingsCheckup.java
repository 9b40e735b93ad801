package dev.eloquent.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Looks at the variables: backups, guards, and who works in which role. */
final class SettingsCheckup {
  private static final String GUARDS = "guards";
  private static final String ROLES = "roles";
  private static final String LEAVE = GuardOptions.VARIABLE;

  private final Session session;
  private final Environment environment;
  private final TargetOptions options;
  private final Findings findings;

  SettingsCheckup(Session session, TargetOptions options, Findings findings) {
    this.session = session;
    this.environment = session.environment();
    this.options = options;
    this.findings = findings;
  }

  void check(List<Target> targets) {
    findings.about("settings");
    findings.note(
        "backups",
        "no tool sees yours: make one before an upgrade, and know that it can be restored");
    guards();
    for (Target target : targets) {
      boolean server = target.kind() == Kind.PG || target.kind() == Kind.MYSQL;
      if (server && options.url == null) {
        roles(target.kind());
      }
    }
  }

  private void guards() {
    boolean ci =
        environment.get("CI").filter(value -> !value.equalsIgnoreCase("false")).isPresent();
    if (environment.get("APP_ENV").isPresent()) {
      findings.ok(GUARDS, "APP_ENV is set" + (environment.production() ? ": the guards hold" : ""));
    } else if (ci) {
      findings.wrong(
          GUARDS,
          "CI is set and APP_ENV is not, so that no guard holds, whatever database this is: set"
              + " APP_ENV=production where it is one, and another name elsewhere");
    } else {
      findings.note(GUARDS, "APP_ENV is not set, which is development: no guard holds");
    }
    List<Environment.Place> places = environment.places(LEAVE);
    boolean standing =
        places.stream()
            .anyMatch(
                place -> place.where().startsWith(".env") && GuardOptions.isConsent(place.value()));
    boolean given = environment.get(LEAVE).filter(GuardOptions::isConsent).isPresent();
    if (standing) {
      findings.wrong(GUARDS, LEAVE + "=true in .env is a leave for good: give it to one command");
    } else if (given) {
      findings.wrong(GUARDS, LEAVE + "=true is set here: give it to the one command that needs it");
    } else {
      findings.ok(GUARDS, "nothing lets production's rows be lost without asking");
    }
  }

  private void roles(Kind kind) {
    Variables plain = new Variables(environment, kind, options.test, "runtime");
    if (plain.migrationCredential().isEmpty()) {
      String what =
          kind.id()
              + ": one user migrates and runs the application; with "
              + plain.name("MIGRATION_USER")
              + " the application needs no right to change the schema";
      if (environment.production()) {
        findings.wrong(ROLES, what);
      } else {
        findings.note(ROLES, what);
      }
      return;
    }
    Optional<String> runtime = plain.get("USER");
    Optional<String> migration =
        new Variables(environment, kind, options.test, "migration").get("USER");
    if (runtime.equals(migration)) {
      findings.wrong(
          ROLES,
          kind.id()
              + ": both roles are the user "
              + Text.oneLine(runtime.orElse("of the driver"))
              + "; give the application one of its own");
      return;
    }
    rights(kind);
  }

  private void rights(Kind kind) {
    Target target;
    try {
      target = new Targets(session, options, "runtime").of(kind);
    } catch (CliException e) {
      findings.wrong(ROLES, "of the application's connection: " + e.getMessage());
      return;
    }
    try (Connection connection = target.forReading().getConnection()) {
      List<String> rights = Rights.onSchema(kind, connection);
      if (rights.isEmpty()) {
        findings.ok(ROLES, kind.id() + ": the application's user cannot change the schema");
      } else {
        findings.wrong(
            ROLES,
            kind.id()
                + ": the application's user may "
                + String.join(", ", rights)
                + " in "
                + target.label()
                + "; take that right from it");
      }
    } catch (SQLException e) {
      findings.wrong(
          ROLES,
          "the application's user cannot connect to "
              + target.label()
              + ": "
              + Text.oneLine(String.valueOf(e.getMessage())));
    }
  }
}
