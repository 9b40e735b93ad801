package dev.eloquent.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Works out which databases a command means, from its options and the variables. */
final class Targets {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})|\\[[0-9A-Fa-f:.%]{2,60}\\]");

  /** An at sign behind the server's name that is not in a parameter's value. */
  private static final Pattern SPLIT_USER_INFO =
      Pattern.compile("//[^/?;(#@]*[/?;(#](?:[^@]*[?&;(/,])?[^=@?&;(/,]*@");

  /** The server where none is named. */
  static final String DEFAULT_HOST = "127.0.0.1";

  private final Session session;
  private final TargetOptions options;
  private final String role;

  Targets(Session session, TargetOptions options) {
    this(session, options, Variables.role(session.environment()));
  }

  /** With the credentials of a role, whichever one the command is in. */
  Targets(Session session, TargetOptions options, String role) {
    this.session = session;
    this.options = options;
    this.role = role;
  }

  /**
   * The databases, at least one.
   *
   * @throws CliException if options or variables contradict each other or something is missing
   */
  List<Target> resolve() {
    checkOptions();
    if (options.url != null) {
      return List.of(fromUrl(options.url));
    }
    return named().stream().map(this::of).toList();
  }

  private void checkOptions() {
    boolean url = options.url != null;
    int ways = options.kinds().size() + (url ? 1 : 0) + (options.allConnections ? 1 : 0);
    if (ways > 1) {
      throw CliException.usage(
          "choose one of --sqlite, --pg, --mysql, --mongo, --url and --all-connections; the last"
              + " takes every SQL database that is configured.");
    }
    if (url && options.test) {
      throw CliException.usage("--test picks variables, and --url uses none: choose one.");
    }
    if (!url
        && (options.user != null
            || options.passwordEnv != null
            || options.passwordFile != null
            || options.passwordPrompt)) {
      throw CliException.usage(
          "--user, --password-env, --password-file and --password-prompt belong to --url.");
    }
  }

  /** Those that options name, else the default one. */
  private List<Kind> named() {
    if (options.allConnections) {
      return all();
    }
    return options.kinds().isEmpty() ? List.of(defaultKind()) : options.kinds();
  }

  private Kind defaultKind() {
    Environment environment = session.environment();
    boolean test = options.test && environment.get("DB_TEST_CONNECTION").isPresent();
    String variable = test ? "DB_TEST_CONNECTION" : "DB_CONNECTION";
    Optional<String> name = environment.get(variable).map(String::strip);
    if (name.isEmpty()) {
      return Kind.SQLITE;
    }
    if (name.get().contains(",")) {
      throw CliException.usage(
          CliProblem.ONE_CONNECTION,
          variable
              + " is \""
              + Text.oneLine(name.get())
              + "\" and takes one name. Use --all-connections for every configured database, or one"
              + " command each: --sqlite, --pg, --mysql.");
    }
    return Kind.of(name.get())
        .orElseThrow(
            () ->
                CliException.usage(
                    variable
                        + " is \""
                        + Text.oneLine(name.get())
                        + "\"; use sqlite, pg, mysql or mongo."));
  }

  /**
   * The databases that options name, else every one that is configured, MongoDB included.
   *
   * @param unreadable told of each whose variables cannot be understood, which is then left out
   * @throws CliException if options contradict each other
   */
  List<Target> active(BiConsumer<String, CliException> unreadable) {
    checkOptions();
    if (options.url != null || (options.allConnections && configured().isEmpty())) {
      return resolve();
    }
    List<Target> targets = new ArrayList<>();
    for (Kind kind : activeKinds(unreadable)) {
      try {
        targets.add(of(kind));
      } catch (CliException e) {
        unreadable.accept(kind.id(), e);
      }
    }
    return targets;
  }

  private List<Kind> activeKinds(BiConsumer<String, CliException> unreadable) {
    if (options.allConnections || !options.kinds().isEmpty()) {
      return named();
    }
    List<Kind> kinds = configured();
    if (isSet(Kind.MONGO, "DB_NAME", "URI")) {
      kinds.add(Kind.MONGO);
    }
    try {
      // Commands without an option read it, whatever else is configured.
      Kind usual = defaultKind();
      return kinds.isEmpty() ? List.of(usual) : kinds;
    } catch (CliException e) {
      unreadable.accept("settings", e);
      return kinds;
    }
  }

  /** Every one of SQL whose variables name it. */
  private List<Kind> configured() {
    List<Kind> kinds = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      String key = kind == Kind.SQLITE ? "PATH" : "NAME";
      if (kind.sql() && isSet(kind, key, "DB_NAME")) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private boolean isSet(Kind kind, String... keys) {
    return variables(kind).get(keys).isPresent();
  }

  private Variables variables(Kind kind) {
    return new Variables(session.environment(), kind, options.test, role);
  }

  private List<Kind> all() {
    List<Kind> kinds = configured();
    if (kinds.isEmpty()) {
      String test = options.test ? "TEST_" : "";
      throw CliException.usage(
          "--all-connections: no database is configured. Set "
              + "SQLITE_"
              + test
              + "PATH, PG_"
              + test
              + "NAME or DB_"
              + test
              + "NAME.");
    }
    return kinds;
  }

  /**
   * The database of that kind, of the variables.
   *
   * @throws CliException if one of them cannot be understood or is missing
   */
  Target of(Kind kind) {
    Variables variables = variables(kind);
    if (kind == Kind.SQLITE) {
      return sqlite(variables.get("PATH").orElse(defaultPath(options.test)), "");
    }
    if (kind == Kind.MONGO) {
      return mongo(variables);
    }
    String host = variables.get("HOST").orElse(DEFAULT_HOST);
    if (!HOST.matcher(host).matches()) {
      throw CliException.usage(
          variables.taken("HOST") + " is \"" + Text.oneLine(host) + "\", which is no host name.");
    }
    int port = port(variables, kind);
    String name =
        variables
            .get(nameKeys(kind))
            .orElseThrow(
                () ->
                    CliException.usage(
                        "no database is named: set "
                            + variables.name("NAME")
                            + ", or choose another with --sqlite, --pg, --mysql, --mongo or --url."));
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    String label = kind.id() + " " + Text.oneLine(name) + " on " + host + ":" + port;
    return new Target(
        kind,
        label,
        "jdbc:" + kind.scheme() + "://" + host + ":" + port + "/" + encoded,
        variables.get("USER").orElse(null),
        variables.get("PASSWORD").orElse(null),
        null);
  }

  /** The file of SQLite where none is named. */
  static String defaultPath(boolean test) {
    return test ? "./storage/app_test.sqlite" : "./storage/app.sqlite";
  }

  /** The ends of the variables that name a database of a server. */
  static String[] nameKeys(Kind kind) {
    return kind == Kind.PG ? new String[] {"NAME", "DB_NAME"} : new String[] {"NAME"};
  }

  private static Target mongo(Variables variables) {
    MongoAddress address =
        new MongoAddress(variables.get("URI").orElse("mongodb://127.0.0.1:27017/"));
    String name =
        variables
            .get("DB_NAME")
            .or(address::database)
            .orElseThrow(
                () ->
                    CliException.usage(
                        "no database of MongoDB is named: set " + variables.name("DB_NAME") + "."));
    String label = Kind.MONGO.id() + " " + Text.oneLine(name) + " on " + address.hosts();
    return new Target(Kind.MONGO, label, address.uri(), null, null, null, name);
  }

  private static int port(Variables variables, Kind kind) {
    Optional<String> text = variables.get("PORT");
    if (text.isEmpty()) {
      return kind.port();
    }
    if (!text.get().matches("[0-9]{1,5}") || Integer.parseInt(text.get()) > 65535) {
      throw CliException.usage(
          variables.taken("PORT") + " is \"" + Text.oneLine(text.get()) + "\", which is no port.");
    }
    return Integer.parseInt(text.get());
  }

  private Target sqlite(String path, String parameters) {
    if (path.isEmpty() || path.equals(":memory:")) {
      return new Target(Kind.SQLITE, "sqlite in memory", "jdbc:sqlite::memory:", null, null, null);
    }
    if (path.startsWith("file:") || path.contains("?")) {
      throw CliException.usage(
          "\"" + Text.oneLine(path) + "\" is no plain path of a SQLite file (no file: and no ?).");
    }
    Path file = session.resolve(path);
    if (file.toString().contains("?")) {
      throw CliException.usage(
          "the folder of \""
              + Text.oneLine(file.toString())
              + "\" has a ? in its name, where SQLite's driver would cut it; use another folder.");
    }
    return new Target(
        Kind.SQLITE,
        "sqlite " + Text.oneLine(session.show(file)),
        "jdbc:sqlite:" + file + parameters,
        null,
        null,
        file);
  }

  private Target fromUrl(String url) {
    String[] parts = url.split(":", 3);
    Optional<Kind> kind =
        parts.length == 3 && parts[0].equals("jdbc")
            ? Kind.of(parts[1]).filter(Kind::sql)
            : Optional.empty();
    if (kind.isEmpty()) {
      throw CliException.usage(
          "--url must begin with jdbc:sqlite:, jdbc:postgresql: or jdbc:mysql: (or jdbc:mariadb:); the"
              + " address of MongoDB belongs in MONGO_URI, for --mongo.");
    }
    session.redactor().addUrl(url);
    checkUserInfo(parts[2]);
    if (kind.get() == Kind.SQLITE) {
      int query = parts[2].indexOf('?');
      String path = query < 0 ? parts[2] : parts[2].substring(0, query);
      return sqlite(path, query < 0 ? "" : parts[2].substring(query));
    }
    return new Target(
        kind.get(),
        kind.get().id() + " " + label(parts[2]),
        "jdbc:" + kind.get().scheme() + ":" + parts[2],
        options.user,
        Passwords.get(session, options),
        null);
  }

  /** Host, port and database of a URL; what may hold a secret is left out. */
  private static String label(String rest) {
    String authority = rest.replaceFirst("^//", "").replaceFirst("[/?;(].*", "");
    String place = rest.replaceFirst("^//", "").substring(authority.lastIndexOf('@') + 1);
    return Text.oneLine(place.replaceFirst("[?;(].*", ""));
  }

  /**
   * Refuses a URL in which a password may go on behind what ends the server's name: a driver would
   * take its beginning for a part of the address, and tell it.
   */
  private static void checkUserInfo(String rest) {
    if (rest.startsWith("//") && SPLIT_USER_INFO.matcher(rest).lookingAt()) {
      throw CliException.usage(
          CliProblem.URL,
          "the user or the password in --url holds a character that must be encoded there: / is %2F,"
              + " ? is %3F, # is %23, ; is %3B, ( is %28. Or leave both out, and use --user and"
              + " --password-env.");
    }
  }
}
