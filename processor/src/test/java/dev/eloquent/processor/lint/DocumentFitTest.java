package dev.eloquent.processor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Array;
import dev.eloquent.processor.schema.ColumnType.Choice;
import dev.eloquent.processor.schema.ColumnType.Document;
import dev.eloquent.processor.schema.ColumnType.Field;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes of a type existing documents survive. */
class DocumentFitTest {
  private static final ColumnType TEXT = new ColumnType.Text();

  private static void admits(ColumnType from, ColumnType to) {
    assertThat(DocumentFit.refused(from, to)).isEmpty();
  }

  private static void refuses(ColumnType from, ColumnType to, String what) {
    assertThat(DocumentFit.refused(from, to)).isEqualTo(what);
  }

  @Test
  void aWiderTypeAdmitsEverything() {
    admits(new Varchar(10), new Varchar(11));
    admits(new Varchar(10), TEXT);
    admits(new Int(8), new Int(16));
    admits(new Int(32), new Int(64));
    admits(new Choice(List.of("A")), new Choice(List.of("B", "A")));
    admits(new Choice(List.of("AB")), new Varchar(2));
    admits(new Int(32), new ColumnType.Json());
    admits(new ColumnType.Date(), new Timestamp(true));
    admits(new ColumnType.Decimal(10, 2), new ColumnType.Decimal(4, 0));
    admits(new Array(new Varchar(3)), new Array(TEXT));
    admits(
        new Document(List.of(new Field("a", new Int(32), false))),
        new Document(List.of(new Field("a", new Int(64), true), new Field("b", TEXT, true))));
  }

  @Test
  void aNarrowerTypeSaysWhatItRefuses() {
    refuses(TEXT, new Varchar(5), "text of more than 5 characters");
    refuses(new Int(64), new Int(32), "numbers of more than 32 bits");
    refuses(new Choice(List.of("A", "B", "C")), new Choice(List.of("B")), "A, C");
    refuses(TEXT, new Choice(List.of("A")), "any text but A");
    refuses(new Choice(List.of("ABC")), new Varchar(2), "values of more than 2 characters");
    refuses(new Int(32), new ColumnType.Real(64), "every value of the type before");
    refuses(TEXT, new Int(32), "every value of the type before");
    refuses(new Array(TEXT), TEXT, "every value of the type before");
    refuses(new Array(TEXT), new Array(new Varchar(2)), "elements: text of more than 2 characters");
    refuses(
        new Document(List.of(new Field("a", new Int(64), true))),
        new Document(List.of(new Field("a", new Int(32), false), new Field("b", TEXT, false))),
        "documents without a; a: numbers of more than 32 bits; documents without b");
  }
}
