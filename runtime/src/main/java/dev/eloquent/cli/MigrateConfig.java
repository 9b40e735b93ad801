package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate:config}: which settings count, and where they come from. */
@CommandLine.Command(description = "Shows every setting and where it comes from. Asks no database.")
final class MigrateConfig implements Command {
  @Mixin CatalogOptions catalogOptions = new CatalogOptions();
  @Mixin TargetOptions targetOptions = new TargetOptions();

  @Option(names = "--json", description = "as JSON, for programs")
  boolean json;

  @Override
  public int run(Session session) {
    DatabaseCommand.checkOptions(targetOptions);
    List<Target> targets = new Targets(session, targetOptions).resolve();
    ConfigReport report = new ConfigReport(session, general(session.environment()));
    for (Target target : targets) {
      boolean byUrl = targetOptions.url != null;
      report.add(target, byUrl ? ofUrl(target) : ofVariables(session, target.kind()));
    }
    if (json) {
      report.printJson();
    } else {
      report.printText();
    }
    return Exit.DONE;
  }

  private List<Setting> general(Environment environment) {
    List<String> connection =
        targetOptions.test
            ? List.of("DB_TEST_CONNECTION", "DB_CONNECTION")
            : List.of("DB_CONNECTION");
    return List.of(
        variable(environment, "environment", "APP_ENV", "development"),
        Setting.of(environment, "connection", connection, "sqlite"),
        variable(environment, "role", "ELOQUENT_DB_ROLE", "runtime"),
        variable(environment, "leave to lose data", GuardOptions.VARIABLE, "not given"),
        variable(
            environment,
            "log level",
            "ELOQUENT_LOG_LEVEL",
            catalogOptions.debug ? "debug" : "warn"),
        variable(environment, "log format", "ELOQUENT_LOG_FORMAT", "text"),
        Setting.ofOption(
            "class path",
            "--classpath",
            catalogOptions.classpath,
            "target/classes or build/classes/java/main"),
        Setting.ofOption("catalogue", "--catalog", catalogOptions.catalog, "all but test"),
        Setting.ofOption(
            "history table", "--history-table", targetOptions.historyTable, "the catalogue's"),
        Setting.ofOption("lock timeout", "--lock-timeout", targetOptions.lockTimeout, "1m"),
        Setting.ofOption("lock retries", "--lock-retries", targetOptions.lockRetries, "3"),
        Setting.ofOption(
            "statement timeout",
            "--statement-timeout",
            targetOptions.statementTimeout,
            "the server's"));
  }

  private static Setting variable(
      Environment environment, String name, String variable, String otherwise) {
    return Setting.of(environment, name, List.of(variable), otherwise);
  }

  private List<Setting> ofUrl(Target target) {
    List<Setting> settings = new ArrayList<>();
    settings.add(Setting.ofOption("url", "--url", target.url(), ""));
    settings.add(new Setting("user", target.user(), "option --user", List.of()));
    String hidden = target.password() == null ? null : "***";
    settings.add(new Setting("password", hidden, targetOptions.passwordSource(), List.of()));
    return settings;
  }

  private List<Setting> ofVariables(Session session, Kind kind) {
    Environment environment = session.environment();
    Variables variables = new Variables(environment, kind, targetOptions.test);
    if (kind == Kind.SQLITE) {
      String path = Targets.defaultPath(targetOptions.test);
      return List.of(Setting.of(environment, "path", variables.names("PATH"), path));
    }
    if (kind == Kind.MONGO) {
      return List.of(
          Setting.ofSecret(environment, "address", variables.names("URI")),
          Setting.of(environment, "name", variables.names("DB_NAME"), "that of the address"));
    }
    String[] nameKeys = Targets.nameKeys(kind);
    return List.of(
        Setting.of(environment, "host", variables.names("HOST"), Targets.DEFAULT_HOST),
        Setting.of(environment, "port", variables.names("PORT"), Integer.toString(kind.port())),
        Setting.of(environment, "name", variables.names(nameKeys), null),
        Setting.of(environment, "user", variables.names("USER"), null),
        Setting.ofSecret(environment, "password", variables.names("PASSWORD")));
  }
}
