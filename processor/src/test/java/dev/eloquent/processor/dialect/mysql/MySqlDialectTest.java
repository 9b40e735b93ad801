package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.Schemas.check;
import static dev.eloquent.processor.dialect.Schemas.column;
import static dev.eloquent.processor.dialect.Schemas.commented;
import static dev.eloquent.processor.dialect.Schemas.defaulted;
import static dev.eloquent.processor.dialect.Schemas.index;
import static dev.eloquent.processor.dialect.Schemas.key;
import static dev.eloquent.processor.dialect.Schemas.nullable;
import static dev.eloquent.processor.dialect.Schemas.schema;
import static dev.eloquent.processor.dialect.Schemas.table;
import static dev.eloquent.processor.dialect.Schemas.unique;
import static dev.eloquent.processor.dialect.Schemas.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.dialect.RoundTrip;
import dev.eloquent.processor.dialect.Schemas.TableBuilder;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.CommentTable;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class MySqlDialectTest {
  private final MySqlDialect dialect = new MySqlDialect();

  private static List<String> sql(MigrationPlan plan) {
    return plan.statements().stream().map(PlannedStatement::sql).toList();
  }

  private List<String> codes(TableBuilder... tables) {
    return dialect.check(schema(tables)).stream().map(f -> f.problem().code()).toList();
  }

  @Test
  void aTableIsReadable() {
    Schema schema =
        schema(
            table("groups").id(),
            table("users")
                .id()
                .add(
                    commented(column("name", "varchar(40)"), "It's"),
                    nullable("group_id", "bigint"),
                    column("token", "uuid"),
                    with(column("made", "timestamptz"), new DefaultValue.Now()),
                    column("seen", "timestamptz"),
                    nullable("gone", "timestamptz"),
                    defaulted("bio", "text", "none"))
                .add(key("fk_users_group_id", "group_id", "groups", ReferentialAction.SET_NULL))
                .add(index("idx_users_made", "made desc"))
                .comment("People"));
    assertThat(sql(dialect.plan(RoundTrip.creation(schema))).get(1))
        .isEqualTo(
            """
            CREATE TABLE users (
              id BIGINT NOT NULL AUTO_INCREMENT,
              name VARCHAR(40) NOT NULL COMMENT 'It''s',
              group_id BIGINT,
              token CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
              made TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
              seen TIMESTAMP(6) NULL DEFAULT NULL,
              gone TIMESTAMP(6) NULL DEFAULT NULL,
              bio LONGTEXT NOT NULL DEFAULT ('none'),
              PRIMARY KEY (id),
              KEY fk_users_group_id (group_id),
              KEY idx_users_made (made DESC),
              CONSTRAINT fk_users_group_id FOREIGN KEY (group_id) REFERENCES `groups` (id) ON DELETE SET NULL,
              CONSTRAINT ck_users_seen_present CHECK (seen IS NOT NULL)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci COMMENT='People'""");
  }

  @Test
  void hostileLiteralsMeanTheSameInEverySqlMode() {
    assertThat(MySqlValues.string("it's")).isEqualTo("'it''s'");
    String end = "' USING utf8mb4) COLLATE utf8mb4_unicode_520_ci";
    // a \ b and $ { in UTF-8
    assertThat(MySqlValues.string("a\\b")).isEqualTo("CONVERT(x'615C62" + end);
    assertThat(MySqlValues.string("${")).isEqualTo("CONVERT(x'247B" + end);
    assertThat(MySqlValues.string("\uD83D\uDE00")).isEqualTo("CONVERT(x'F09F9880" + end);
  }

  @Test
  void notNullComesAfterItsBackfill() {
    Column c = column("c", "integer");
    AlterColumn change =
        new AlterColumn("t", nullable("c", "integer"), c, new DefaultValue.Literal("7"));
    MigrationPlan plan = dialect.plan(new ChangeSet(Schema.EMPTY, Schema.EMPTY, List.of(change)));
    assertThat(sql(plan))
        .containsExactly(
            "UPDATE t SET c = 7 WHERE c IS NULL", "ALTER TABLE t MODIFY COLUMN c INT NOT NULL");
    assertThat(plan.reverse())
        .extracting(MigrationPlan.Reverse::sql)
        .containsExactly("ALTER TABLE t MODIFY COLUMN c INT");
  }

  private MigrationPlan plan(Schema before, Schema after, SchemaChange... changes) {
    return dialect.plan(new ChangeSet(before, after, List.of(changes)));
  }

  @Test
  void changesOfOneTableAreOneStatement() {
    Column a = column("a", "varchar(9)");
    Column b = nullable("b", "integer");
    Column c = column("c", "varchar(20)");
    Column d = nullable("d", "integer");
    MigrationPlan plan =
        plan(
            schema(table("t").id().add(a, b).add(index("i", "a")).add(check("ck", "b > 0"))),
            schema(table("t").id().add(c, d).add(unique("u", "c")).comment("x")),
            new DropCheck("t", check("ck", "b > 0")),
            new DropIndex("t", index("i", "a")),
            new DropColumn("t", b),
            new RenameColumn("t", "a", "c"),
            new AddColumn("t", d, null),
            new AlterColumn("t", column("c", "varchar(9)"), c, null),
            new CommentTable("t", "", "x"),
            new AddIndex("t", unique("u", "c")));
    assertThat(sql(plan))
        .containsExactly(
            """
            ALTER TABLE t
              DROP CONSTRAINT ck,
              DROP INDEX i,
              DROP COLUMN b,
              CHANGE COLUMN a c VARCHAR(20) NOT NULL,
              ADD COLUMN d INT,
              COMMENT='x',
              ADD UNIQUE KEY u (c)\
            """);
    assertThat(plan.reverse())
        .extracting(MigrationPlan.Reverse::sql)
        .containsExactly(
            """
            ALTER TABLE t
              DROP INDEX u,
              COMMENT='',
              DROP COLUMN d,
              CHANGE COLUMN c a VARCHAR(9) NOT NULL,
              ADD COLUMN b INT,
              ADD KEY i (a),
              ADD CONSTRAINT ck CHECK (b > 0)\
            """);
    assertThat(plan.statements().get(0).comment())
        .isEqualTo(
            "Drop check ck; drop index i; drop column t.b; rename and change column t.a to c;"
                + " add column t.d; comment table t; create index u");
  }

  /** MySQL has one check of a name in a schema, and MariaDB in a table. */
  @Test
  void aCheckGoesBeforeAnotherTableGetsItsName() {
    Column n = column("n", "integer");
    Check check = check("ck", "n > 0");
    MigrationPlan plan =
        plan(
            schema(table("a").id().add(n), table("b").id().add(n).add(check)),
            schema(table("a").id().add(n).add(check), table("b").id().add(n)),
            new DropCheck("b", check),
            new AddCheck("a", check));
    assertThat(sql(plan))
        .containsExactly(
            "ALTER TABLE b DROP CONSTRAINT ck", "ALTER TABLE a ADD CONSTRAINT ck CHECK (n > 0)");
  }

  @Test
  void whatMysqlCannotHoldIsRefused() {
    TableBuilder p = table("p").id();
    assertThat(codes(table("t").id().add(index("i", false, "id > 1", "id"))))
        .containsExactly("ELQ520");
    assertThat(codes(table("t").id().add(column("c", "text")).add(index("i", "c"))))
        .containsExactly("ELQ521");
    // 769 characters of 4 bytes are 3076 bytes, 768 are 3072.
    assertThat(codes(table("t").id().add(column("c", "varchar(769)")).add(index("i", "c"))))
        .containsExactly("ELQ522");
    assertThat(codes(table("t").id().add(column("c", "varchar(768)")).add(index("i", "c"))))
        .isEmpty();
    assertThat(codes(table("t").id().add(column("c", "varchar(16383)")))).containsExactly("ELQ523");
    assertThat(codes(table("t").id().add(column("c", "varchar(16384)"))))
        .containsExactly("ELQ504", "ELQ523");
    assertThat(
            codes(
                p,
                table("t")
                    .id()
                    .add(nullable("c", "bigint"))
                    .add(key("fk", "c", "p", ReferentialAction.SET_DEFAULT))))
        .containsExactly("ELQ524");
    assertThat(codes(table("t").id().add(check("ck", "id > 0")))).containsExactly("ELQ525");
    assertThat(codes(table("t").add(column("at", "timestamptz")).primaryKey("at")))
        .containsExactly("ELQ526");
    assertThat(codes(table("t").id().comment("a\\b"))).containsExactly("ELQ528");
    assertThat(codes(table("t").id().add(column("c", "decimal(66,2)")))).containsExactly("ELQ504");
    assertThat(codes(table("\uD83D\uDE00").id())).containsExactly("ELQ500");
    assertThat(codes(table("t").id().add(column("Id", "integer")))).containsExactly("ELQ502");
    assertThat(codes(table("t").id().add(check("ck", "note <> 'a\\b'")))).containsExactly("ELQ501");
  }

  @Test
  void aTimestampNeitherGainsNorLosesItsTimeZone() {
    AlterColumn change =
        new AlterColumn("t", column("c", "timestamp"), column("c", "timestamptz"), null);
    assertThat(dialect.checkChanges(new ChangeSet(Schema.EMPTY, Schema.EMPTY, List.of(change))))
        .extracting(f -> f.problem().code())
        .containsExactly("ELQ505");
  }

  /** MariaDB answers errno 150 to such a key since it closed MDEV-34392. */
  @Test
  void noCascadeFromNullableToNotNull() {
    ForeignKey cascading =
        new ForeignKey(
            "fk",
            List.of("p_code"),
            "p",
            List.of("code"),
            ReferentialAction.NO_ACTION,
            ReferentialAction.CASCADE);
    TableBuilder parent =
        table("p").id().add(nullable("code", "varchar(9)")).add(unique("uq", "code"));
    assertThat(codes(parent, table("c").id().add(column("p_code", "varchar(9)")).add(cascading)))
        .containsExactly("ELQ529");
    assertThat(codes(parent, table("c").id().add(nullable("p_code", "varchar(9)")).add(cascading)))
        .isEmpty();
  }
}
