package dev.eloquent.processor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.SchemaText;
import dev.eloquent.processor.history.Snapshot.Disabled;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.RandomSchemas;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotJsonTest {
  private static final String TEXT =
      """
      {
        "format": 1,
        "chain": "0a",
        "package": "shop.migrations",
        "dialects": [
          "postgresql",
          "sqlite"
        ],
        "renames": [],
        "tables": {
          "orders": {
            "model": "shop.Order",
            "connection": "pg",
            "comment": "paid",
            "columns": [
              {
                "name": "id",
                "type": "bigint",
                "identity": true
              },
              {
                "name": "user_id",
                "type": "bigint",
                "nullable": true,
                "default": {
                  "literal": "7"
                },
                "comment": "the \\"buyer\\""
              },
              {
                "name": "at",
                "type": "timestamptz",
                "default": {
                  "now": true
                }
              },
              {
                "name": "state",
                "type": "varchar(9)",
                "default": {
                  "expression": "lower('A')"
                }
              }
            ],
            "primaryKey": [
              "id"
            ],
            "indexes": [
              {
                "name": "idx",
                "columns": [
                  {
                    "name": "at",
                    "descending": true
                  },
                  {
                    "name": "id"
                  }
                ],
                "unique": true,
                "where": "state = 'A'"
              }
            ],
            "foreignKeys": [
              {
                "name": "fk",
                "columns": [
                  "user_id"
                ],
                "references": "orders",
                "referencedColumns": [
                  "id"
                ],
                "onDelete": "SET_NULL"
              }
            ],
            "checks": [
              {
                "name": "c1",
                "sql": "id > 0"
              },
              {
                "name": "c2",
                "column": "state",
                "oneOf": [
                  "A",
                  "B"
                ]
              }
            ]
          },
          "void": {
            "model": "shop.Void",
            "columns": [],
            "primaryKey": []
          }
        }
      }
      """;

  private static Snapshot snapshot() {
    Table orders =
        new Table(
            "orders",
            "shop.Order",
            "pg",
            List.of(
                new Column("id", new ColumnType.Int(64), false, true, null, ""),
                new Column(
                    "user_id",
                    new ColumnType.Int(64),
                    true,
                    false,
                    new DefaultValue.Literal("7"),
                    "the \"buyer\""),
                new Column(
                    "at", new ColumnType.Timestamp(true), false, false, new DefaultValue.Now(), ""),
                new Column(
                    "state",
                    new ColumnType.Varchar(9),
                    false,
                    false,
                    new DefaultValue.Expression("lower('A')"),
                    "")),
            List.of("id"),
            List.of(
                new Index(
                    "idx",
                    List.of(new Index.IndexColumn("at", true), new Index.IndexColumn("id", false)),
                    true,
                    "state = 'A'")),
            List.of(
                new ForeignKey(
                    "fk",
                    List.of("user_id"),
                    "orders",
                    List.of("id"),
                    ReferentialAction.SET_NULL,
                    ReferentialAction.NO_ACTION)),
            List.of(
                new Check("c1", new CheckRule.Sql("id > 0")),
                new Check("c2", new CheckRule.OneOf("state", List.of("A", "B")))),
            "paid");
    Table nothing =
        new Table(
            "void", "shop.Void", "", List.of(), List.of(), List.of(), List.of(), List.of(), "");
    return new Snapshot(
        new Schema(List.of(nothing, orders)),
        List.of("sqlite", "postgresql"),
        "shop.migrations",
        "0a",
        List.of());
  }

  @Test
  void writesOnePropertyALineInAFixedOrder() {
    assertThat(SnapshotJson.write(snapshot())).isEqualTo(TEXT);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(SnapshotJson.read(TEXT)).isEqualTo(snapshot());
  }

  @Test
  void readsACheckoutWithWindowsLineEnds() {
    assertThat(SnapshotJson.read(TEXT.replace("\n", "\r\n"))).isEqualTo(snapshot());
  }

  @Test
  void sealingFillsTheChainIn() {
    String sealed = SchemaText.withChain(TEXT, "beef");
    assertThat(SnapshotJson.read(sealed).chain()).isEqualTo("beef");
  }

  @Test
  void escapesWhatCannotBeSeenOrEncoded() {
    Snapshot snapshot =
        new Snapshot(Schema.EMPTY, List.of(), "\u2028\uFEFF\uD800é\uD83D\uDE00\n\t", "", List.of());
    assertThat(SnapshotJson.write(snapshot))
        .contains("\"package\": \"\\u2028\\ufeff\\ud800é\uD83D\uDE00\\n\\u0009\"");
  }

  @Test
  void aDialectThatWasEnabledOnceKeepsItsTables() {
    Table tags =
        new Table(
            "tags",
            "shop.Tag",
            "",
            List.of(new Column("id", new ColumnType.Int(64), false, false, null, "")),
            List.of("id"),
            List.of(),
            List.of(),
            List.of(),
            "");
    Snapshot snapshot =
        new Snapshot(
            Schema.EMPTY,
            List.of("postgresql"),
            "shop.migrations",
            "",
            List.of(),
            Map.of("sqlite", new Disabled(new Schema(List.of(tags)), List.of("tags<labels"))));

    String text = SnapshotJson.write(snapshot);

    assertThat(text)
        .endsWith(
            """
              "tables": {},
              "disabled": {
                "sqlite": {
                  "renames": [
                    "tags<labels"
                  ],
                  "tables": {
                    "tags": {
                      "model": "shop.Tag",
                      "columns": [
                        {
                          "name": "id",
                          "type": "bigint"
                        }
                      ],
                      "primaryKey": [
                        "id"
                      ]
                    }
                  }
                }
              }
            }
            """);
    assertThat(SnapshotJson.read(text)).isEqualTo(snapshot);
    String sqlite = text.substring(text.indexOf("    \"sqlite\""), text.lastIndexOf("  }\n}"));
    String twice = text.replace(sqlite, sqlite.stripTrailing() + ",\n" + sqlite);
    assertThatThrownBy(() -> SnapshotJson.read(twice))
        .hasMessageContaining("schema.json:30: the dialect \"sqlite\" is there twice");
  }

  @Property(tries = 300, seed = "1")
  void everySnapshotSurvivesItsFile(
      @ForAll("schemas") Schema schema, @ForAll String name, @ForAll List<String> renames) {
    Snapshot snapshot =
        new Snapshot(
            schema,
            List.of("mysql"),
            name,
            "0f",
            renames,
            Map.of("sqlite", new Disabled(schema, renames), "postgresql", Disabled.NOTHING));
    byte[] file = SnapshotJson.write(snapshot).getBytes(StandardCharsets.UTF_8);
    assertThat(SnapshotJson.read(new String(file, StandardCharsets.UTF_8))).isEqualTo(snapshot);
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return RandomSchemas.hostile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\": 1,|\"format\": 2,|2|format 2 is not one",
        "\"format\": 1,|\"format\": \"1\",|2|expected a whole number",
        "\"format\": 1,|\"format\": 1 1,|2|this is not JSON",
        "  \"chain\": \"0a\",||4|expected the property \"chain\", but found \"package\"",
        "\"chain\": \"0a\"|\"chain\": \"0g\"|3|the chain \"0g\" is no hash",
        "\"renames\": [],|\"renames\": {},|9|expected an array",
        "\"renames\": [],|\"renames\": [1],|9|expected a string",
        "\"renames\": [],|\"renames\": [], \"more\": 1,|9|expected the property \"tables\"",
        "\"comment\": \"paid\",|\"coment\": \"paid\",|14|expected the property \"columns\"",
        "\"identity\": true|\"identity\": false|19|expected true",
        "\"identity\": true|\"identity\": true, \"x\": 1|19|unexpected property \"x\"",
        "\"type\": \"timestamptz\",|\"type\": \"timestmp\",|32|\"timestmp\" is no column type",
        "\"type\": \"varchar(9)\",|\"type\": \"varchar(09)\",|39|\"varchar(09)\" is no column type",
        "\"now\": true|\"then\": true|34|expected \"literal\", \"expression\" or \"now\"",
        "\"name\": \"user_id\",|\"name\": \"id\",|22|the column \"id\" is there twice",
        "\"onDelete\": \"SET_NULL\"|\"onDelete\": \"DROP\"|74|\"DROP\" is no referential action",
        "\"name\": \"c2\",|\"name\": \"c1\",|83|the check \"c1\" is there twice",
        "\"column\": \"state\",|\"column\": \"status\",|84|there is no column \"status\"",
        "    \"void\": {|\"orders\": {|92|the table \"orders\" is there twice",
      })
  void saysLineAndReasonOfWhatItCannotRead(String from, String to, int line, String reason) {
    assertThat(TEXT).containsOnlyOnce(from);
    assertRejected(TEXT.replace(from, to == null ? "" : to), line, reason);
  }

  @Test
  void rejectsAForeignKeyThatDoesNotFit() {
    assertRejected(
        TEXT.replaceFirst("(?s)(\"references\".*?)\"id\"", "$1\"nr\""),
        66,
        "references the column \"orders.nr\"");
    assertRejected(TEXT.replaceFirst("(?s)(\"references\".*?)\"id\"", "$1"), 66, "do not pair");
  }

  @Test
  void rejectsWhatIsCutOffOrGoesOn() {
    assertRejected("", 1, "expected an object");
    assertRejected(TEXT.substring(0, TEXT.indexOf("\"package\"")), 4, "this is not JSON");
    assertRejected(TEXT + "{}", 99, "there is more after the end");
    assertRejected(TEXT.replace("\"format\"", "<<<<<<< HEAD\n\"format\""), 2, "this is not JSON");
  }

  private static void assertRejected(String text, int line, String reason) {
    assertThatThrownBy(() -> SnapshotJson.read(text))
        .isInstanceOfSatisfying(
            FormatException.class,
            e -> {
              assertThat(e).hasMessageContaining(reason).hasMessageStartingWith("schema.json:");
              assertThat(e.code()).isEqualTo("ELQ312");
              assertThat(e.line()).as(e.getMessage()).isEqualTo(line);
            });
  }

  @Test
  void aCollectionIsWrittenOnePropertyALineAndReadAgain() {
    ColumnType line =
        new ColumnType.Document(
            List.of(
                new ColumnType.Field("sku", new ColumnType.Varchar(20), false),
                new ColumnType.Field("note", new ColumnType.Text(), true)));
    List<Column> columns =
        List.of(
            new Column("_id", new ColumnType.ObjectId(), false, false, null, ""),
            new Column("lines", new ColumnType.Array(line), true, false, null, ""),
            new Column(
                "state", new ColumnType.Choice(List.of("NEW", "DONE")), false, false, null, ""),
            new Column("at", new ColumnType.Timestamp(true), true, false, null, ""));
    Index expiry =
        new Index("idx_at", List.of(new Index.IndexColumn("at", false)), false, "{\"a\":1}", 60);
    Table orders =
        new Table(
            "orders",
            "shop.Order",
            "mongo",
            columns,
            List.of("_id"),
            List.of(expiry),
            List.of(),
            List.of(),
            "");
    Snapshot snapshot =
        new Snapshot(
            new Schema(List.of(orders)), List.of("mongodb"), "shop.migrations", "", List.of());

    String text = SnapshotJson.write(snapshot);

    assertThat(text.substring(text.indexOf("      \"columns\""), text.indexOf("\"primaryKey\"")))
        .isEqualTo(
            """
                  "columns": [
                    {
                      "name": "_id",
                      "type": "objectid"
                    },
                    {
                      "name": "lines",
                      "type": "array",
                      "of": {
                        "type": "document",
                        "fields": [
                          {
                            "name": "note",
                            "type": "text",
                            "nullable": true
                          },
                          {
                            "name": "sku",
                            "type": "varchar(20)"
                          }
                        ]
                      },
                      "nullable": true
                    },
                    {
                      "name": "state",
                      "type": "enum",
                      "values": [
                        "DONE",
                        "NEW"
                      ]
                    },
                    {
                      "name": "at",
                      "type": "timestamptz",
                      "nullable": true
                    }
                  ],
                  \
            """);
    assertThat(text)
        .contains("\"where\": \"{\\\"a\\\":1}\",\n          \"expireAfterSeconds\": 60\n");
    assertThat(SnapshotJson.read(text)).isEqualTo(snapshot);
  }
}
