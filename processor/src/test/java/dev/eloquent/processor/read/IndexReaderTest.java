package dev.eloquent.processor.read;

import static dev.eloquent.processor.read.Reading.model;
import static dev.eloquent.processor.read.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexReaderTest {
  @Test
  void indexesAreReadFromFieldsAndClasses() {
    Reading reading =
        Reading.of(
            source(
                "Post",
                "@Model",
                "@Index(columns = {\"author\", \"created_at desc\", \"title ASC\"})",
                "@Index(name = \"live\", columns = \"title\", where = \"deleted_at IS NULL\")",
                "@Index(columns = {\"author\", \"order by desc\"}, unique = true)",
                "class Post { @Id Long id; String author; Instant createdAt; Instant deletedAt;",
                "  @Index String title; @Column(unique = true) String slug;",
                "  @Column(name = \"order by desc\") @Index(unique = true) int odd; }"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.table("posts").indexes())
        .containsExactly(
            new Index(
                "idx_posts_author_created_at_title",
                List.of(
                    new IndexColumn("author", false),
                    new IndexColumn("created_at", true),
                    new IndexColumn("title", false)),
                false,
                ""),
            new Index("idx_posts_title", List.of(new IndexColumn("title", false)), false, ""),
            new Index(
                "live", List.of(new IndexColumn("title", false)), false, "deleted_at IS NULL"),
            new Index(
                "uq_posts_author_order by desc",
                List.of(new IndexColumn("author", false), new IndexColumn("order by desc", false)),
                true,
                ""),
            new Index(
                "uq_posts_order by desc",
                List.of(new IndexColumn("order by desc", false)),
                true,
                ""),
            new Index("uq_posts_slug", List.of(new IndexColumn("slug", false)), true, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @Index | 1 | Thing: on a class, @Index names its columns: add columns = {...}, or move it to a field [ELQ121]
          @Index(columns = {"name", "firstName desc"}) | 27 | Thing: things has no column "firstName" (did you mean "first_name"?); its columns are id, name, first_name [ELQ120]
          @Index(columns = "nam") | 18 | Thing: things has no column "nam" (did you mean "name"?); its columns are id, name, first_name [ELQ120]
          @Index(columns = "name DESC NULLS FIRST") | 18 | Thing: things has no column "name DESC NULLS FIRST"; its columns are id, name, first_name [ELQ120]
          @Index(columns = "") | 18 | Thing: things has no column ""; its columns are id, name, first_name [ELQ120]
          @Index(columns = {"name", "name desc"}) | 27 | Thing: the index names column name twice: name it once [ELQ121]
          @Index(columns = "name", where = " ") | 34 | Thing: the index's where is empty: write the SQL [ELQ125]
          @Index(columns = "name", name = "") | 33 | Thing: "" is no usable index name: it is empty; give one, or remove the attribute [ELQ201]
          @Index(columns = "name", name = "SQLite_x") | 33 | Thing: the index name "SQLite_x" is reserved for SQLite itself: choose another one [ELQ207]
          @Check(name = "c", expression = "") | 33 | Thing: the check's expression is empty: write the SQL [ELQ125]
          @Check(name = " c", expression = "id > 0") | 15 | Thing: " c" is no usable check name: it begins or ends with white space; remove that [ELQ201]
          """)
  void aBadAnnotationOnAClassIsAnError(String annotation, int column, String message) {
    Reading reading =
        Reading.of(
            source(
                "Thing",
                "@Model",
                annotation,
                "class Thing { @Id Long id; String name; String firstName; }"));

    assertThat(reading.problems()).containsExactly("Thing.java:3:" + column + " " + message);
  }

  @Test
  void columnsOnAFieldsIndexAreAnError() {
    assertThat(Reading.of(model("Thing", "@Index(columns = \"v\") int v;")).problems())
        .containsExactly(
            "Thing.java:4:18 Thing.v: on a field, @Index covers the column of that field: remove"
                + " columns, or move the annotation to the class [ELQ121]");
  }

  @Test
  void checksAreRead() {
    Reading reading =
        Reading.of(
            source(
                "Thing",
                "@Model @Check(name = \"b\", expression = \" price > 0 \")",
                "@Check(name = \"a\", expression = \"id <> 7\")",
                "class Thing { @Id Long id; int price; }"));

    assertThat(reading.table("things").checks())
        .containsExactly(
            new Check("a", new CheckRule.Sql("id <> 7")),
            new Check("b", new CheckRule.Sql("price > 0")));
  }
}
