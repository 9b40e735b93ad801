package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.Tables.INSTANT;
import static dev.eloquent.processor.dialect.sqlite.Tables.INT;
import static dev.eloquent.processor.dialect.sqlite.Tables.LONG;
import static dev.eloquent.processor.dialect.sqlite.Tables.STRING;
import static dev.eloquent.processor.dialect.sqlite.Tables.TEXT;
import static dev.eloquent.processor.dialect.sqlite.Tables.check;
import static dev.eloquent.processor.dialect.sqlite.Tables.column;
import static dev.eloquent.processor.dialect.sqlite.Tables.index;
import static dev.eloquent.processor.dialect.sqlite.Tables.literal;
import static dev.eloquent.processor.dialect.sqlite.Tables.nullable;
import static dev.eloquent.processor.dialect.sqlite.Tables.oneOf;
import static dev.eloquent.processor.dialect.sqlite.Tables.reference;
import static dev.eloquent.processor.dialect.sqlite.Tables.required;
import static dev.eloquent.processor.dialect.sqlite.Tables.table;
import static dev.eloquent.processor.dialect.sqlite.Tables.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.format.RebuildScript;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddForeignKey;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CommentTable;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqliteDialectTest {
  private static final Table USERS =
      table("users")
          .with(required("name", STRING), nullable("age", INT))
          .with(unique("uq_users_name", "name"))
          .build();
  private static final ForeignKey CASCADE =
      reference("fk_orders_user_id", "user_id", "users", ReferentialAction.CASCADE);
  private static final Table ORDERS =
      table("orders").with(required("user_id", LONG)).with(CASCADE).build();

  private static ChangeSet step(Table before, Table after, SchemaChange... changes) {
    return new ChangeSet(
        new Schema(List.of(before, ORDERS)), new Schema(List.of(after, ORDERS)), List.of(changes));
  }

  /** Users with two rows that orders reference; the third one was deleted. */
  private static SqliteRun usersWithOrders() throws Exception {
    SqliteRun run = SqliteRun.of(USERS, ORDERS);
    run.execute("INSERT INTO users (name, age) VALUES ('Ann', 30), ('Bob', NULL), ('Eve', 1)");
    run.execute("DELETE FROM users WHERE name = 'Eve'");
    run.execute("INSERT INTO orders (user_id) VALUES (1), (1), (2)");
    return run;
  }

  /**
   * Runs the step there and back: the tables must be as if made from nothing, and those of before.
   */
  private static void thereAndBack(ChangeSet step, boolean rebuilt, String query, String... rows)
      throws Exception {
    try (SqliteRun run = usersWithOrders();
        SqliteRun fresh = SqliteRun.of(step.after().tables().toArray(new Table[0]))) {
      List<String> factsBefore = run.facts();
      List<String> users = run.rows("SELECT id, name FROM users ORDER BY id");
      run.up(step);
      assertThat(run.facts()).isEqualTo(fresh.facts());
      assertThat(run.rows(query)).containsExactly(rows);
      assertThat(run.rows("SELECT id, user_id FROM orders")).containsExactly("1|1", "2|1", "3|2");
      run.undo(step);
      assertThat(run.facts()).isEqualTo(factsBefore);
      assertThat(run.rows("SELECT id, name FROM users ORDER BY id")).isEqualTo(users);
      assertThat(run.rows("SELECT id, user_id FROM orders")).containsExactly("1|1", "2|1", "3|2");
      // The number of a deleted row is not given again.
      run.execute("INSERT INTO users (name) VALUES ('Zoe')");
      assertThat(run.rows("SELECT max(id) FROM users")).containsExactly("4");
    }
    assertThat(SqliteRun.upScript(step).stream().anyMatch(s -> s.startsWith(RebuildScript.GUARD)))
        .isEqualTo(rebuilt);
  }

  private static Table users(Column... columns) {
    return table("users").with(columns).with(unique("uq_users_name", "name")).build();
  }

  private static Table usersAnd(Column... more) {
    return table("users")
        .with(required("name", STRING), nullable("age", INT))
        .with(more)
        .with(unique("uq_users_name", "name"))
        .build();
  }

  @Test
  void createsAndDropsTables() throws Exception {
    assertThat(SqliteRun.upScript(SqliteRun.create(USERS, ORDERS)))
        .containsExactly(
            """
            CREATE TABLE users (
              id INTEGER NOT NULL CONSTRAINT pk_users PRIMARY KEY AUTOINCREMENT,
              name VARCHAR(40) NOT NULL,
              age INTEGER
            )""",
            "CREATE UNIQUE INDEX uq_users_name ON users (name)",
            """
            CREATE TABLE orders (
              id INTEGER NOT NULL CONSTRAINT pk_orders PRIMARY KEY AUTOINCREMENT,
              user_id BIGINT NOT NULL CONSTRAINT fk_orders_user_id REFERENCES users (id) ON DELETE CASCADE
            )""");
    assertThat(SqliteRun.undoScript(SqliteRun.create(USERS, ORDERS)))
        .containsExactly("DROP TABLE orders", "DROP TABLE users");
  }

  @Test
  void everyTypeAndConstraintIsWritten() throws Exception {
    Table all =
        Tables.bare("all_types")
            .with(
                required("a", INT),
                column("b", new ColumnType.Bool(), false, literal("true")),
                column("c", new ColumnType.Int(8), true, literal("-1")),
                column("d", new ColumnType.Real(64), true, literal("1.5")),
                column("e", new ColumnType.Decimal(10, 2), true, literal("1.50")),
                column("f", new ColumnType.Char(3), true, literal("it's")),
                column("g", new ColumnType.Blob(), true, literal("00ff")),
                column("h", new ColumnType.Uuid(), true, null),
                column("i", new ColumnType.Date(), true, literal("2024-02-29")),
                column("j", new ColumnType.Time(), true, literal("12:30")),
                column("k", INSTANT, true, literal("2001-09-09T01:46:40Z")),
                column(
                    "l", new ColumnType.Timestamp(false), true, literal("2001-09-09 01:46:40.5")),
                column("m", new ColumnType.Json(), true, literal("{\"a\":1}")),
                column("n", INT, true, new DefaultValue.Expression("1 + 1")),
                column("o", new ColumnType.Varbinary(8), true, null),
                column("p", new ColumnType.Int(16), true, null))
            .key("a", "b")
            .with(check("ck_c", "c < 5 -- five"), oneOf("ck_f", "f", "it's", "x"))
            .with(
                new ForeignKey(
                    "fk_self",
                    List.of("c", "p"),
                    "all_types",
                    List.of("a", "b"),
                    ReferentialAction.SET_NULL,
                    ReferentialAction.SET_DEFAULT))
            .with(
                new Index(
                    "i_all",
                    List.of(new Index.IndexColumn("d", true), new Index.IndexColumn("e", false)),
                    false,
                    "d > 0"))
            .build();
    assertThat(SqliteRun.upScript(SqliteRun.create(all)))
        .containsExactly(
            """
            CREATE TABLE all_types (
              a INTEGER NOT NULL,
              b BOOLEAN NOT NULL DEFAULT 1,
              c TINYINT DEFAULT -1,
              d DOUBLE DEFAULT 1.5,
              e NUMERIC(10, 2) DEFAULT 1.50,
              f CHAR(3) DEFAULT 'it''s' CONSTRAINT ck_f CHECK (f IN ('it''s', 'x')),
              g BLOB DEFAULT X'00ff',
              h CHAR(36),
              i DATE DEFAULT '2024-02-29',
              j TIME DEFAULT '12:30',
              k TIMESTAMP DEFAULT 1000000000000,
              l TIMESTAMP DEFAULT 1000000000500,
              m TEXT DEFAULT '{"a":1}',
              n INTEGER DEFAULT (1 + 1),
              o BLOB(8),
              p SMALLINT,
              CONSTRAINT pk_all_types PRIMARY KEY (a, b),
              CONSTRAINT fk_self FOREIGN KEY (c, p) REFERENCES all_types (a, b) ON DELETE SET NULL ON UPDATE SET DEFAULT,
              CONSTRAINT ck_c CHECK (c < 5 -- five
            )
            )""",
            "CREATE INDEX i_all ON all_types (d DESC, e) WHERE d > 0");
    try (SqliteRun run = SqliteRun.of(all)) {
      run.execute("PRAGMA foreign_keys = OFF");
      run.execute("INSERT INTO all_types (a) VALUES (1)");
      assertThat(run.rows("SELECT * FROM all_types"))
          .containsExactly(
              "1|1|-1|1.5|1.5|it's|\u0000\ufffd|null|2024-02-29|12:30|1000000000000|1000000000500"
                  + "|{\"a\":1}|2|null|null");
      assertThat(run.rows("SELECT typeof(i), typeof(j), typeof(k), typeof(g) FROM all_types"))
          .containsExactly("text|text|integer|blob");
      assertThatThrownBy(() -> run.execute("UPDATE all_types SET f = 'y'"))
          .hasMessageContaining("ck_f");
    }
  }

  @Test
  void addsColumnsInPlaceWhereRowsCanTakeThem() throws Exception {
    Column nick = nullable("nick", STRING);
    Column state = column("state", STRING, false, literal("NEW"));
    Check ck = oneOf("ck_users_state", "state", "NEW", "OLD");
    Table after =
        table("users")
            .with(required("name", STRING), nullable("age", INT), nick, state)
            .with(unique("uq_users_name", "name"), index("i_nick", "nick"))
            .with(ck)
            .build();
    ChangeSet step =
        step(
            USERS,
            after,
            new AddColumn("users", nick, literal("none")),
            new AddColumn("users", state, null),
            new AddIndex("users", index("i_nick", "nick")),
            new AddCheck("users", ck));
    thereAndBack(step, false, "SELECT nick, state FROM users", "none|NEW", "none|NEW");
    assertThat(SqliteRun.upScript(step))
        .containsExactly(
            "ALTER TABLE users ADD COLUMN nick VARCHAR(40)",
            "UPDATE users SET nick = 'none'",
            "ALTER TABLE users ADD COLUMN state VARCHAR(40) NOT NULL DEFAULT 'NEW' CONSTRAINT"
                + " ck_users_state CHECK (state IN ('NEW', 'OLD'))",
            "CREATE INDEX i_nick ON users (nick)");
    assertThat(SqliteRun.undoScript(step))
        .containsExactly(
            "DROP INDEX i_nick",
            "ALTER TABLE users DROP COLUMN state",
            "ALTER TABLE users DROP COLUMN nick");
    assertThat(SqliteRun.plan(step).reverse().stream().map(MigrationPlan.Reverse::of))
        .containsExactly(4, 3, 1);
  }

  @Test
  void addsAReferenceInPlaceAndDropsItAgain() throws Exception {
    Column boss = nullable("boss_id", LONG);
    ForeignKey key = reference("fk_boss", "boss_id", "users", ReferentialAction.SET_NULL);
    Table after =
        table("users")
            .with(required("name", STRING), nullable("age", INT), boss)
            .with(unique("uq_users_name", "name"))
            .with(key)
            .build();
    thereAndBack(
        step(USERS, after, new AddColumn("users", boss, null), new AddForeignKey("users", key)),
        false,
        "SELECT boss_id FROM users",
        "null",
        "null");
  }

  @Test
  void rebuildsForAColumnThatCannotBeAdded() throws Exception {
    Column code = required("code", STRING);
    thereAndBack(
        step(USERS, usersAnd(code), new AddColumn("users", code, literal("x"))),
        true,
        "SELECT id, name, age, code FROM users",
        "1|Ann|30|x",
        "2|Bob|null|x");
    Column made = column("made", INSTANT, false, new DefaultValue.Now());
    thereAndBack(
        step(USERS, usersAnd(made), new AddColumn("users", made, null)),
        true,
        "SELECT typeof(made), made > 1700000000000 FROM users",
        "integer|1",
        "integer|1");
  }

  @Test
  void dropsAColumnAndBringsItBackWithPlaceholders() throws Exception {
    Table after = users(required("name", STRING));
    ChangeSet nullable = step(USERS, after, new DropColumn("users", nullable("age", INT)));
    thereAndBack(nullable, false, "SELECT * FROM users", "1|Ann", "2|Bob");
    assertThat(SqliteRun.plan(nullable).reverse())
        .containsExactly(
            new MigrationPlan.Reverse(
                1, "ALTER TABLE users ADD COLUMN age INTEGER", "the values of users.age are lost"));

    Table before = usersAnd(required("code", STRING));
    ChangeSet required = step(before, USERS, new DropColumn("users", required("code", STRING)));
    try (SqliteRun run = SqliteRun.of(before, ORDERS)) {
      run.execute("INSERT INTO users (name, code) VALUES ('Ann', 'c')");
      run.execute("INSERT INTO orders (user_id) VALUES (1)");
      List<String> facts = run.facts();
      run.up(required);
      run.undo(required);
      assertThat(run.facts()).isEqualTo(facts);
      assertThat(run.rows("SELECT id, name, age, code FROM users")).containsExactly("1|Ann|null|");
      assertThat(run.rows("SELECT * FROM orders")).containsExactly("1|1");
    }
    assertThat(SqliteRun.upScript(required)).containsExactly("ALTER TABLE users DROP COLUMN code");
    assertThat(SqliteRun.undoScript(required).get(0)).startsWith(RebuildScript.GUARD);
    assertThat(SqliteRun.plan(required).reverse())
        .allSatisfy(r -> assertThat(r.note()).contains("users.code"));
  }

  @Test
  void rebuildsForOtherTypesNullabilityAndDefaults() throws Exception {
    Column age = column("age", TEXT, false, literal("7"));
    Table after = users(required("name", new ColumnType.Varchar(80)), age);
    ChangeSet step =
        step(
            USERS,
            after,
            new AlterColumn("users", nullable("age", INT), age, null),
            new AlterColumn(
                "users",
                required("name", STRING),
                required("name", new ColumnType.Varchar(80)),
                null));
    thereAndBack(
        step, true, "SELECT name, age, typeof(age) FROM users", "Ann|30|text", "Bob|7|text");
    Column filled = required("age", INT);
    thereAndBack(
        step(
            USERS,
            users(required("name", STRING), filled),
            new AlterColumn("users", nullable("age", INT), filled, literal("99"))),
        true,
        "SELECT age FROM users",
        "30",
        "99");
  }

  @Test
  void nullsWithoutBackfillStopTheScriptAndChangeNothing() throws Exception {
    Column age = required("age", INT);
    ChangeSet step =
        step(
            USERS,
            users(required("name", STRING), age),
            new AlterColumn("users", nullable("age", INT), age, null));
    try (SqliteRun run = usersWithOrders()) {
      List<String> facts = run.facts();
      assertThatThrownBy(() -> run.up(step)).hasMessageContaining("NOT NULL");
      assertThat(run.facts()).isEqualTo(facts);
      assertThat(run.rows("SELECT count(*) FROM orders")).containsExactly("3");
    }
  }

  @Test
  void rebuildsForChecksAndKeys() throws Exception {
    Check adult = check("ck_adult", "age > 17");
    Table checked =
        table("users")
            .with(required("name", STRING), nullable("age", INT))
            .with(unique("uq_users_name", "name"))
            .with(adult)
            .build();
    thereAndBack(
        step(USERS, checked, new AddCheck("users", adult)),
        true,
        "SELECT name FROM users ORDER BY id",
        "Ann",
        "Bob");
    Column boss = nullable("age", INT);
    ForeignKey key = reference("fk_age", "age", "orders", ReferentialAction.NO_ACTION);
    Table keyed =
        table("users")
            .with(required("name", STRING), boss)
            .with(unique("uq_users_name", "name"))
            .with(key)
            .build();
    ChangeSet step = step(USERS, keyed, new AddForeignKey("users", key));
    try (SqliteRun run = usersWithOrders()) {
      List<String> facts = run.facts();
      assertThatThrownBy(() -> run.up(step)).hasMessageContaining("a row references nothing");
      assertThat(run.facts()).isEqualTo(facts);
      run.execute("UPDATE users SET age = 3 WHERE id = 1");
      run.up(step);
      run.undo(step);
      assertThat(run.facts()).isEqualTo(facts);
    }
  }

  @Test
  void rebuildsForAnotherPrimaryKey() throws Exception {
    Table before =
        Tables.bare("pairs").with(required("a", INT), required("b", INT)).key("a").build();
    Table after =
        Tables.bare("pairs").with(required("a", INT), required("b", INT)).key("b", "a").build();
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(before)),
            new Schema(List.of(after)),
            List.of(new ChangePrimaryKey("pairs", List.of("a"), List.of("b", "a"))));
    try (SqliteRun run = SqliteRun.of(before);
        SqliteRun fresh = SqliteRun.of(after)) {
      List<String> facts = run.facts();
      run.execute("INSERT INTO pairs VALUES (1, 2), (3, 4)");
      run.up(step);
      assertThat(run.facts()).isEqualTo(fresh.facts());
      run.undo(step);
      assertThat(run.facts()).isEqualTo(facts);
      assertThat(run.rows("SELECT a, b FROM pairs ORDER BY a")).containsExactly("1|2", "3|4");
    }
  }

  @Test
  void renamesTablesAndColumnsAndTheirReferencesFollow() throws Exception {
    Table people =
        table("people")
            .with(required("age", STRING), nullable("name", INT))
            .with(unique("uq_people_age", "age"))
            .build();
    Table ordersAfter =
        table("orders")
            .with(required("user_id", LONG))
            .with(reference("fk_orders_user_id", "user_id", "people", ReferentialAction.CASCADE))
            .build();
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(USERS, ORDERS)),
            new Schema(List.of(people, ordersAfter)),
            List.of(
                new SchemaChange.DropForeignKey("orders", CASCADE),
                new SchemaChange.DropIndex("users", unique("uq_users_name", "name")),
                new RenameTable("users", "people"),
                new RenameColumn("people", "age", "other"),
                new RenameColumn("people", "name", "age"),
                new RenameColumn("people", "other", "name"),
                new AddIndex("people", unique("uq_people_age", "age")),
                new AddForeignKey("orders", ordersAfter.foreignKeys().get(0))));
    try (SqliteRun run = usersWithOrders();
        SqliteRun fresh = SqliteRun.of(people, ordersAfter)) {
      List<String> facts = run.facts();
      run.up(step);
      assertThat(run.facts()).isEqualTo(fresh.facts());
      assertThat(run.rows("SELECT id, age, name FROM people"))
          .containsExactly("1|Ann|30", "2|Bob|null");
      run.undo(step);
      assertThat(run.facts()).isEqualTo(facts);
      assertThat(run.rows("SELECT id, name, age FROM users"))
          .containsExactly("1|Ann|30", "2|Bob|null");
      assertThat(run.rows("SELECT count(*) FROM orders")).containsExactly("3");
    }
    assertThat(SqliteRun.upScript(step))
        .containsExactly(
            "DROP INDEX uq_users_name",
            "ALTER TABLE users RENAME TO people",
            "ALTER TABLE people RENAME COLUMN age TO eloquent_tmp_age",
            "ALTER TABLE people RENAME COLUMN name TO age",
            "ALTER TABLE people RENAME COLUMN eloquent_tmp_age TO name",
            "CREATE UNIQUE INDEX uq_people_age ON people (age)");
  }

  @Test
  void everythingAtOnceIsOneRebuild() throws Exception {
    Column age = nullable("age", STRING);
    Column code = required("code", INT);
    Table after = table("people").with(age, code).with(index("i_code", "code")).build();
    Table ordersAfter =
        table("orders")
            .with(required("user_id", LONG))
            .with(reference("fk_orders_user_id", "user_id", "people", ReferentialAction.CASCADE))
            .build();
    // The old age goes, name becomes age and nullable, code is new.
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(USERS, ORDERS)),
            new Schema(List.of(after, ordersAfter)),
            List.of(
                new SchemaChange.DropIndex("users", unique("uq_users_name", "name")),
                new DropColumn("users", nullable("age", INT)),
                new RenameTable("users", "people"),
                new RenameColumn("people", "name", "age"),
                new AddColumn("people", code, literal("5")),
                new AlterColumn("people", required("age", STRING), age, null),
                new AddIndex("people", index("i_code", "code"))));
    try (SqliteRun run = usersWithOrders();
        SqliteRun fresh = SqliteRun.of(after, ordersAfter)) {
      List<String> facts = run.facts();
      run.up(step);
      assertThat(run.facts()).isEqualTo(fresh.facts());
      assertThat(run.rows("SELECT * FROM people")).containsExactly("1|Ann|5", "2|Bob|5");
      run.undo(step);
      assertThat(run.facts()).isEqualTo(facts);
      assertThat(run.rows("SELECT * FROM users")).containsExactly("1|Ann|null", "2|Bob|null");
      assertThat(run.rows("SELECT id, user_id FROM orders")).containsExactly("1|1", "2|1", "3|2");
    }
    assertThat(SqliteRun.upScript(step).stream().filter(s -> s.startsWith("CREATE TABLE")))
        .hasSize(1);
  }

  @Test
  void tablesThatReferenceEachOtherComeAndGo() throws Exception {
    Table a =
        table("a")
            .with(nullable("b_id", LONG))
            .with(reference("fk_a", "b_id", "b", ReferentialAction.RESTRICT))
            .build();
    Table b =
        table("b")
            .with(nullable("a_id", LONG))
            .with(reference("fk_b", "a_id", "a", ReferentialAction.CASCADE))
            .build();
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(a, b)), Schema.EMPTY, List.of(new DropTable(a), new DropTable(b)));
    try (SqliteRun run = SqliteRun.of(a, b)) {
      List<String> facts = run.facts();
      run.execute("INSERT INTO a (b_id) VALUES (NULL)");
      run.execute("INSERT INTO b (a_id) VALUES (1)");
      run.execute("UPDATE a SET b_id = 1");
      run.up(step);
      assertThat(run.facts()).isEmpty();
      run.undo(step);
      assertThat(run.facts()).isEqualTo(facts);
    }
    assertThat(SqliteRun.plan(step).reverse().get(0).note()).contains("the rows of b are lost");
  }

  @Test
  void tablesSwapTheirNames() throws Exception {
    Table a = table("a").with(nullable("x", INT)).build();
    Table b = table("b").with(nullable("y", TEXT)).build();
    Table newA = table("a").with(nullable("y", TEXT)).build();
    Table newB = table("b").with(nullable("x", INT)).build();
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(a, b)),
            new Schema(List.of(newA, newB)),
            List.of(
                new RenameTable("a", "other"),
                new RenameTable("b", "a"),
                new RenameTable("other", "b")));
    try (SqliteRun run = SqliteRun.of(a, b)) {
      List<String> facts = run.facts();
      run.execute("INSERT INTO a (x) VALUES (1)");
      run.up(step);
      assertThat(run.rows("SELECT x FROM b")).containsExactly("1");
      assertThat(run.rows("SELECT count(*) FROM a")).containsExactly("0");
      run.undo(step);
      assertThat(run.facts()).isEqualTo(facts);
      assertThat(run.rows("SELECT x FROM a")).containsExactly("1");
    }
  }

  @Test
  void whatSqliteDoesNotHaveIsNoStatement() {
    ChangeSet step =
        step(
            USERS,
            USERS,
            new CommentTable("users", "", "people"),
            new AlterColumn(
                "users",
                nullable("age", INT),
                new Column("age", INT, true, false, null, "years"),
                null));
    assertThat(new SqliteDialect().plan(step).statements()).isEmpty();
  }

  @Test
  void theOrderOfAnEnumIsNoChange() {
    Table before = table("t").with(required("x", TEXT)).with(oneOf("ck", "x", "A", "B")).build();
    Index index = index("i", "x");
    Table after =
        table("t").with(required("x", TEXT)).with(oneOf("ck", "x", "B", "A")).with(index).build();
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(before)),
            new Schema(List.of(after)),
            List.of(new AddIndex("t", index)));
    assertThat(new SqliteDialect().plan(step).statements()).hasSize(1);
  }

  @Test
  void hostileNamesAndValuesSurvive() throws Exception {
    String evil = "o'x\";--\n/*😀 `[]$";
    Column value = column("v " + evil, STRING, false, literal(evil + "${x}\r"));
    Table before = table("t" + evil).with(nullable("c" + evil, STRING)).build();
    Table after =
        table("t" + evil)
            .with(nullable("c" + evil, TEXT), value)
            .with(index("i" + evil, "v " + evil))
            .with(oneOf("ck" + evil, "v " + evil, evil + "${x}\r", "b"))
            .build();
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(before)),
            new Schema(List.of(after)),
            List.of(
                new AddColumn(before.name(), value, null),
                new AlterColumn(
                    before.name(), nullable("c" + evil, STRING), nullable("c" + evil, TEXT), null),
                new AddIndex(before.name(), after.indexes().get(0)),
                new AddCheck(before.name(), after.checks().get(0))));
    try (SqliteRun run = SqliteRun.of(before);
        SqliteRun fresh = SqliteRun.of(after)) {
      List<String> facts = run.facts();
      String table = "\"" + before.name().replace("\"", "\"\"") + "\"";
      run.execute("INSERT INTO " + table + " VALUES (NULL, 'x')");
      run.up(step);
      assertThat(run.facts()).isEqualTo(fresh.facts());
      assertThat(run.rows("SELECT * FROM " + table)).containsExactly("1|x|" + evil + "${x}\r");
      run.undo(step);
      assertThat(run.facts()).isEqualTo(facts);
      assertThat(run.rows("SELECT * FROM " + table)).containsExactly("1|x");
    }
  }

  @Test
  void aNewTableAndANewReferenceToIt() throws Exception {
    Table teams = table("teams").with(nullable("name", STRING)).build();
    Column team = nullable("team_id", LONG);
    ForeignKey key = reference("fk_team", "team_id", "teams", ReferentialAction.CASCADE);
    Table after =
        table("users")
            .with(required("name", STRING), nullable("age", INT), team)
            .with(unique("uq_users_name", "name"))
            .with(key)
            .build();
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(USERS, ORDERS)),
            new Schema(List.of(teams, after, ORDERS)),
            List.of(
                new CreateTable(teams),
                new AddColumn("users", team, null),
                new AddForeignKey("users", key)));
    thereAndBack(step, false, "SELECT team_id FROM users", "null", "null");
    assertThat(SqliteRun.undoScript(step))
        .containsExactly("ALTER TABLE users DROP COLUMN team_id", "DROP TABLE teams");
  }
}
