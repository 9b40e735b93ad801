package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of docs/recipes.md, step by step, with real Maven and the shaded jar. */
class RecipesTest {
  private static final String ID = "@Id private long id";
  private static final String NAME = "private String name";

  @TempDir static Path shared;
  @TempDir static Path folder;
  private static LocalRepository repository;
  private static Template filledTable;

  private Project project;

  /** Two people in a sealed table. */
  @BeforeAll
  static void filledTable() throws Exception {
    repository = LocalRepository.create(shared);
    Project project = new Project(folder, repository);
    project.pom("-Aeloquent.dialects=sqlite");
    project.model("User", ID, NAME);
    project.compiled();
    project.done("make:migration");
    project.compiled();
    project.done("migrate", "run");
    execute("INSERT INTO users (name) VALUES ('Ada Lovelace')");
    execute("INSERT INTO users (name) VALUES ('Alan Turing')");
    filledTable = Template.of(folder, shared.resolve("filled"));
  }

  @BeforeEach
  void restore() throws IOException {
    filledTable.restore();
    project = new Project(folder, repository);
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("storage/app.sqlite"));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = project.history().resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private void append(String file, String sql) throws IOException {
    Path path = project.history().resolve(file);
    Files.writeString(path, Files.readString(path) + sql);
  }

  @Test
  void renameSafely() throws Exception {
    project.model("User", ID, "@Column(renamedFrom = \"name\") private String fullName");
    project.compiled();
    project.done("migrate", "run");
    assertThat(query("SELECT full_name FROM users ORDER BY id"))
        .containsExactly("Ada Lovelace", "Alan Turing");
    project.done("make:migration");
    project.compiled();
    assertThat(project.done("migrate", "run").out()).contains("nothing ran");
    project.done("migrate", "rollback");
    assertThat(query("SELECT name FROM users ORDER BY id"))
        .containsExactly("Ada Lovelace", "Alan Turing");
  }

  @Test
  void addARequiredColumnToAFilledTable() throws Exception {
    project.model("User", ID, NAME, "@Column(nullable = false) private String email");
    project.compiled();
    assertThat(project.refused("make:migration").err()).contains("users.email").contains("--edit");

    assertThat(project.done("make:migration", "required_email", "--edit").out())
        .contains("Opened V2 required_email")
        .contains("users.email");
    edit(
        "sqlite/V2__required_email.sql",
        "eloquent_new_users (id, name)",
        "eloquent_new_users (id, name, email)");
    edit(
        "sqlite/V2__required_email.sql",
        "SELECT id, name\n",
        "SELECT id, name, lower(replace(name, ' ', '.')) || '@example.com'\n");
    assertThat(project.compiled().out())
        .contains("open: V2 required_email")
        .doesNotContain("draft V");
    project.done("migrate", "run");
    assertThat(query("SELECT email FROM users ORDER BY id"))
        .containsExactly("ada.lovelace@example.com", "alan.turing@example.com");
    assertThat(project.done("migrate", "status").out()).contains("applied, open");

    // A second thought: the script is edited once more, and the database that has it follows.
    edit("sqlite/V2__required_email.sql", "@example.com", "@example.org");
    assertThat(project.refused("migrate", "run").err()).contains("mvn clean compile");
    project.compiled("clean", "compile");
    assertThat(project.refused("migrate", "run").err()).contains("--redo-draft");
    project.done("migrate", "run", "--redo-draft");
    assertThat(query("SELECT email FROM users WHERE id = 1"))
        .containsExactly("ada.lovelace@example.org");

    project.done("make:migration");
    project.compiled();
    assertThat(project.done("migrate", "run").out()).contains("nothing ran");
    assertThat(project.history().resolve("open.json")).doesNotExist();
    assertThat(project.done("migrate", "validate").err()).isEmpty();
  }

  @Test
  void splitAColumnInTwo() throws Exception {
    project.model("User", ID, NAME, "private String firstName", "private String lastName");
    project.compiled();
    project.done("make:migration", "name_in_two");
    project.compiled();
    project.done("make:migration", "fill_names", "--empty");
    append(
        "sqlite/V3__fill_names.sql",
        """
        UPDATE users SET first_name = substr(name, 1, instr(name, ' ') - 1),
          last_name = substr(name, instr(name, ' ') + 1);
        """);
    append(
        "undo/sqlite/U3__fill_names.sql",
        "UPDATE users SET name = first_name || ' ' || last_name;\n");
    project.model("User", ID, "private String firstName", "private String lastName");
    assertThat(project.compiled().out())
        .contains("open: V3 fill_names")
        .contains("draft V4 drop_name_from_users");
    project.done("migrate", "run");
    assertThat(query("SELECT last_name || ', ' || first_name FROM users ORDER BY id"))
        .containsExactly("Lovelace, Ada", "Turing, Alan");

    assertThat(project.refused("make:migration").err()).contains("users.name");
    assertThat(project.done("make:migration", "--allow-destructive").out())
        .contains("Sealed V3 fill_names, V4 drop_name_from_users");
    project.compiled();
    project.done("migrate", "rollback", "--to", "1");
    assertThat(query("SELECT name FROM users ORDER BY id"))
        .containsExactly("Ada Lovelace", "Alan Turing");
    project.done("migrate", "run");
  }

  /** The SQL of the two recipes is read from the page, so that what it says is what is tested. */
  @Test
  void addATriggerAFunctionAndAnIndex() throws Exception {
    Files.createDirectory(folder.resolve("both"));
    project = new Project(folder.resolve("both"), repository);
    TestDatabase server = Databases.postgresql();
    URI uri = URI.create(server.url().substring("jdbc:".length()));
    Files.writeString(
        folder.resolve("both/.env"),
        "PG_HOST=%s\nPG_PORT=%d\nPG_NAME=%s\nPG_USER=postgres\nPG_PASSWORD=postgres\n"
            .formatted(uri.getHost(), uri.getPort(), uri.getPath().substring(1)));
    project.pom("-Aeloquent.dialects=postgresql,sqlite");
    project.model("User", ID, NAME);
    project.compiled();
    project.done("make:migration");
    project.compiled();

    List<String> sql = recipe("## Add a trigger and a function");
    project.done("make:migration", "tidy_names", "--empty");
    append("postgresql/V2__tidy_names.sql", sql.get(0));
    append("undo/postgresql/U2__tidy_names.sql", sql.get(1));
    append("sqlite/V2__tidy_names.sql", sql.get(2));
    append("undo/sqlite/U2__tidy_names.sql", sql.get(3));
    List<String> index = recipe("## Build an index without stopping writes");
    project.compiled();
    project.done("make:migration", "index_names", "--empty");
    append("postgresql/V3__index_names.sql", index.get(0));
    append("undo/postgresql/U3__index_names.sql", index.get(1));
    append("sqlite/V3__index_names.sql", "CREATE INDEX users_by_name ON users (name);\n");
    append("undo/sqlite/U3__index_names.sql", "DROP INDEX users_by_name;\n");
    project.compiled();
    project.done("migrate", "run", "--pg");
    project.done("migrate", "run", "--sqlite");
    assertThat(project.done("make:migration").out())
        .contains("Sealed V2 tidy_names, V3 index_names")
        .contains("flyway.postgresql.transactional.lock=false");
    project.compiled();
    for (String target : List.of("--pg", "--sqlite")) {
      assertThat(project.done("migrate", "run", target).out()).contains("nothing ran");
      assertThat(project.done("migrate", "validate", target).err()).isEmpty();
    }
    try (Connection pg = server.connect()) {
      assertThat(tidied(pg)).isEqualTo("Ada");
    }
    String file = "jdbc:sqlite:" + folder.resolve("both/storage/app.sqlite");
    try (Connection sqlite = DriverManager.getConnection(file)) {
      assertThat(tidied(sqlite)).isEqualTo("Ada");
    }
    project.done("migrate", "rollback", "--to", "1", "--pg");
    project.done("migrate", "rollback", "--to", "1", "--sqlite");
    try (Connection pg = server.connect()) {
      assertThat(tidied(pg)).isEqualTo(" Ada ");
    }
  }

  private static String tidied(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM users");
      statement.execute("INSERT INTO users (name) VALUES (' Ada ')");
      try (ResultSet rows = statement.executeQuery("SELECT name FROM users")) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  /** The blocks of SQL below a heading of the page. */
  private static List<String> recipe(String heading) throws IOException {
    String page = Files.readString(Path.of("../docs/recipes.md"));
    int start = page.indexOf(heading);
    String section = page.substring(start, page.indexOf("\n## ", start));
    List<String> blocks = new ArrayList<>();
    String[] parts = section.split("```(?:sql)?\n", -1);
    for (int i = 1; i < parts.length; i += 2) {
      blocks.add(parts[i].stripIndent());
    }
    return blocks;
  }

  /** What docs/recipes.md shows is what runs. */
  private static String fillSlugs() throws IOException {
    String recipes = Files.readString(Shell.ROOT.resolve("docs/recipes.md"));
    int start = recipes.indexOf("package com.acme.migrations;");
    int end = recipes.indexOf("   ```", start);
    assertThat(start).isPositive();
    return recipes.substring(start, end).replace("\n   ", "\n");
  }

  @Test
  void doAPieceOfWorkInJava() throws Exception {
    execute("INSERT INTO users (name) VALUES ('Žofia Bélanger')");
    project.model("User", ID, NAME, "private String slug");
    project.compiled();
    project.done("make:migration", "add_slug");
    project.compiled();

    assertThat(project.done("make:migration", "fill_slugs", "--java").out())
        .contains("Opened V3 fill_slugs")
        .contains("src/main/java/com/acme/migrations/V3__FillSlugs.java");
    assertThat(project.compiled().out()).contains("open: V3 fill_slugs");
    assertThat(new Shell(folder, repository).runtime("migrate", "run").err())
        .contains("Version 3 failed in class com.acme.migrations.V3__FillSlugs")
        .contains("V3__FillSlugs.java:")
        .contains("version 3 is not written yet");

    Path source = folder.resolve("src/main/java/com/acme/migrations/V3__FillSlugs.java");
    Files.writeString(source, fillSlugs());
    project.compiled();
    assertThat(project.done("migrate", "run", "--pretend").out())
        .contains("-- V3: Java class com.acme.migrations.V3__FillSlugs\n");
    assertThat(project.done("migrate", "sql", "V3").out())
        .isEqualTo(
            "-- V3 fill slugs, sqlite, open: no SQL, Java class"
                + " com.acme.migrations.V3__FillSlugs\n");
    project.done("migrate", "run");
    assertThat(query("SELECT slug FROM users ORDER BY id"))
        .containsExactly("ada-lovelace", "alan-turing", "zofia-belanger");
    assertThat(project.done("migrate", "status").out())
        .contains("applied, open")
        .contains("Java class com.acme.migrations.V3__FillSlugs");

    // A second thought: a class that was changed is not noticed, so it is taken back first.
    project.done("migrate", "rollback");
    assertThat(query("SELECT count(*) FROM users WHERE slug IS NULL")).containsExactly("3");
    Files.writeString(source, fillSlugs().replace("\"-\"", "\"_\""));
    project.compiled();
    project.done("migrate", "run");
    assertThat(query("SELECT slug FROM users WHERE id = 1")).containsExactly("ada_lovelace");

    assertThat(project.done("make:migration").out()).contains("Sealed V3 fill_slugs");
    assertThat(Files.readString(project.history().resolve("migrations.lock")))
        .contains("3 fill_slugs java:com.acme.migrations.V3__FillSlugs ");
    project.compiled();
    assertThat(project.done("migrate", "run").out()).contains("nothing ran");
    assertThat(project.done("migrate", "validate").err()).isEmpty();
    assertThat(new Shell(folder, repository).runtime("make:migration", "--reseal").err())
        .contains("is the Java class com.acme.migrations.V3__FillSlugs");
    project.done("migrate", "rollback", "--to", "2");
    project.done("migrate", "run");

    Files.delete(source);
    assertThat(new Shell(folder, repository).maven("clean", "compile").out())
        .contains("version 3 is sealed as the Java class com.acme.migrations.V3__FillSlugs")
        .contains("ELQ355");
  }

  /** 50 MiB, with the memory that docs/recipes.md promises to suffice. */
  @Test
  void loadReferenceData() throws Exception {
    project.model("City", ID, NAME);
    project.compiled();
    project.done("make:migration");
    project.compiled();
    project.done("make:migration", "load_cities", "--empty");
    int rows = appendCities(project.history().resolve("sqlite/V3__load_cities.sql"));
    append("undo/sqlite/U3__load_cities.sql", "DELETE FROM cities;\n");
    smallCompile();
    small("migrate", "run");
    String sums = "SELECT COUNT(*) || ' ' || MAX(id) || ' ' || COUNT(DISTINCT name) FROM cities";
    assertThat(query(sums)).containsExactly(rows + " " + rows + " " + rows);
    assertThat(small("make:migration").out()).contains("Sealed V3 load_cities");
    smallCompile();
    assertThat(small("migrate", "run").out()).contains("nothing ran");
    assertThat(small("migrate", "status").out()).contains("load cities");
    assertThat(small("migrate", "validate").err()).doesNotContain("error");
    small("migrate", "rollback", "--to", "2");
    assertThat(query("SELECT COUNT(*) FROM cities")).containsExactly("0");
  }

  /** INSERTs of 500 rows each, and how many rows they are together. */
  private static int appendCities(Path file) throws IOException {
    String name = "x".repeat(80);
    int id = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.APPEND)) {
      for (long written = 0; written < 50L * 1024 * 1024; ) {
        StringBuilder insert = new StringBuilder("INSERT INTO cities (id, name) VALUES");
        for (int row = 0; row < 500; row++) {
          insert.append(row == 0 ? "\n  (" : ",\n  (").append(++id);
          insert.append(", 'City ").append(id).append(" é ").append(name).append("')");
        }
        out.append(insert.append(";\n"));
        written += insert.length();
      }
    }
    assertThat(Files.size(file)).isGreaterThan(50L * 1024 * 1024);
    return id;
  }

  private void smallCompile() {
    String[] goals = {"clean", "compile"};
    Result result = new Shell(folder, repository).maven("-Xmx256m", goals);
    assertThat(result.exit()).as(result.all()).isZero();
  }

  private Result small(String... arguments) {
    Map<String, String> heap = Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m");
    Result result = new Shell(folder, repository).runtime(heap, arguments);
    assertThat(result.exit()).as(result.all()).isZero();
    return result;
  }

  @Test
  void backOutABadMigration() throws Exception {
    project.done("make:migration", "shout", "--empty");
    append("sqlite/V2__shout.sql", "UPDATE users SET name = upper(nmae);\n");
    append("undo/sqlite/U2__shout.sql", "UPDATE users SET name = 'Ada Lovelace' WHERE id = 1;\n");
    project.compiled();
    project.done("make:migration");
    project.compiled();
    assertThat(new Shell(folder, repository).runtime("migrate", "run").err()).contains("nmae");

    // Nobody has applied it: its files are put right and sealed anew.
    edit("sqlite/V2__shout.sql", "nmae", "name");
    assertThat(project.done("make:migration", "--reseal").out())
        .contains("Asked, not applied: sqlite storage/app.sqlite")
        .contains("Sealed anew: V2 shout");
    project.compiled();
    project.done("migrate", "run");
    assertThat(query("SELECT name FROM users WHERE id = 1")).containsExactly("ADA LOVELACE");

    // From now on it is applied, and only a further version takes it back.
    edit("sqlite/V2__shout.sql", "upper", "lower");
    assertThat(project.refused("make:migration", "--reseal").err())
        .contains("is applied in sqlite storage/app.sqlite");
    edit("sqlite/V2__shout.sql", "lower", "upper");
    project.done("make:migration", "calm_down", "--empty");
    append("sqlite/V3__calm_down.sql", "UPDATE users SET name = 'Ada Lovelace' WHERE id = 1;\n");
    project.compiled();
    project.done("make:migration");
    project.compiled();
    project.done("migrate", "run");
    assertThat(query("SELECT name FROM users WHERE id = 1")).containsExactly("Ada Lovelace");
  }
}
