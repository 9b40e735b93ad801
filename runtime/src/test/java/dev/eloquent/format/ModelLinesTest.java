package dev.eloquent.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.format.ModelLines.ForeignLine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLinesTest {
  private static final ModelLines LINE =
      new ModelLines(
          "shop.Order$Line",
          "order lines",
          "",
          List.of(
              new ColumnLine("order_id", "bigint", false),
              new ColumnLine("price", "decimal(19,2)", true)),
          List.of("order_id", "no"),
          List.of(
              new ForeignLine("orders", List.of("order_id"), List.of("id")),
              new ForeignLine("price list", List.of("price", "no"), List.of("amount", "line"))),
          List.of(List.of("price"), List.of("no", "price")));
  private static final ModelLines EVENT =
      new ModelLines("Event", "events", "mongo", List.of(), List.of(), List.of(), List.of());

  @Test
  void writesOneLineAModelAColumnAndAKey() {
    assertThat(LINE.render())
        .isEqualTo(
            """
            model\tshop.Order$Line\torder lines\t
            column\torder_id\tbigint\tnotnull
            column\tprice\tdecimal(19,2)\tnull
            foreign\torders\torder_id\tid
            foreign\tprice list\tprice\tno\tamount\tline
            unique\tprice
            unique\tno\tprice
            key\torder_id\tno
            """);
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(ModelLines.parse(LINE.render() + EVENT.render())).containsExactly(LINE, EVENT);
    assertThat(ModelLines.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model\ta\tb\t\n",
        "model\ta\tb\t\nkey\tid",
        "column\tid\tbigint\tnull\n",
        "key\tid\n",
        "model\ta\tb\nkey\tid\n",
        "model\ta\tb\t\nforeign\tc\nkey\tid\n",
        "model\ta\tb\t\nforeign\tc\td\nkey\tid\n",
        "model\ta\tb\t\nforeign\tc\td\te\tf\nkey\tid\n",
        "unique\tid\n",
        "model\ta\tb\t\nmodel\tc\td\t\nkey\tid\n",
        "x"
      })
  void refusesWhatItDidNotWrite(String text) {
    assertThatThrownBy(() -> ModelLines.parse(text))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("mvn clean compile");
  }

  @Test
  void refusesControlCharactersWhichWouldForgeLines() {
    assertThatThrownBy(() -> new ColumnLine("a\tb", "text", true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new ModelLines("a", "b\nc", "", List.of(), List.of(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ForeignLine("a", List.of("b\nc"), List.of("d")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
