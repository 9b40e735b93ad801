package dev.eloquent.cli;

import java.util.List;

/**
 * Keeps production's schema from the role that applications run with, once there is another one for
 * migrating.
 */
final class RoleGuard {
  private RoleGuard() {}

  /**
   * Refuses in production what changes a schema, unless it does so in the role for it.
   *
   * @throws CliException refused, naming the variable that shows that there is such a role
   */
  static void check(Session session, TargetOptions options, List<Target> targets) {
    Environment environment = session.environment();
    boolean runtime = Variables.role(environment).equals("runtime");
    if (!environment.production() || !runtime || options.url != null) {
      return;
    }
    for (Target target : targets) {
      new Variables(environment, target.kind(), options.test)
          .migrationCredential()
          .ifPresent(
              name -> {
                throw CliException.refused(
                    CliProblem.ROLE,
                    "this command changes the schema of "
                        + target.label()
                        + ", APP_ENV is production, and the role is runtime, although "
                        + name
                        + " is set. Set ELOQUENT_DB_ROLE=migration for it.");
              });
    }
  }
}
