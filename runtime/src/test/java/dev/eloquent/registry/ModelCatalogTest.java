package dev.eloquent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.format.ModelLines.ForeignLine;
import dev.eloquent.registry.ModelDescriptor.ColumnDescriptor;
import dev.eloquent.registry.ModelDescriptor.ForeignKeyDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {
  private static final class Models extends ModelCatalog {
    Models() {
      super("billing");
    }

    @Override
    protected @Nullable String block(int index) {
      return switch (index) {
        case 0 -> text(String.class.getName(), "words");
        case 1 -> text("gone.Model", "models") + text("gone.Other", "others");
        default -> null;
      };
    }

    private static String text(String type, String table) {
      List<ColumnLine> columns = List.of(new ColumnLine("id", "bigint", false));
      List<ForeignLine> foreign = List.of(new ForeignLine("a", List.of("id"), List.of("key")));
      return new ModelLines(
              type, table, "pg", columns, List.of("id"), foreign, List.of(List.of("id")))
          .render();
    }
  }

  private final ModelCatalog models = new Models();

  @Test
  void readsAllBlocksWithoutLoadingTheModels() {
    assertThat(models.id()).isEqualTo("billing");
    assertThat(models.models())
        .extracting(ModelDescriptor::modelClass)
        .containsExactly("java.lang.String", "gone.Model", "gone.Other");
  }

  @Test
  void findsByClassAndByTable() {
    ModelDescriptor expected =
        new ModelDescriptor(
            "java.lang.String",
            "words",
            "pg",
            List.of(new ColumnDescriptor("id", "bigint", false)),
            List.of("id"),
            List.of(new ForeignKeyDescriptor(List.of("id"), "a", List.of("key"))),
            List.of(List.of("id")));
    assertThat(models.model(String.class)).contains(expected);
    assertThat(models.table("words")).contains(expected);
    assertThat(models.model(Integer.class)).isEmpty();
    assertThat(models.table("nothing")).isEmpty();
  }
}
