package dev.eloquent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.registry.ModelCatalog;
import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelDescriptor.ForeignKeyDescriptor;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What the registry knows of keys, as the processor wrote it. */
class RegistryTest {
  private static ModelDescriptor table(String name) {
    return ServiceLoader.load(ModelCatalog.class)
        .findFirst()
        .flatMap(catalog -> catalog.table(name))
        .orElseThrow();
  }

  @Test
  void knowsForeignKeysAndWhatIsUnique() {
    assertThat(table("orders").foreignKeys())
        .containsExactlyInAnyOrder(
            new ForeignKeyDescriptor(List.of("customer_id"), "customers", List.of("id")),
            new ForeignKeyDescriptor(List.of("shipping_address_id"), "addresses", List.of("id")));
    assertThat(table("shipment_items").foreignKeys())
        .contains(
            new ForeignKeyDescriptor(
                List.of("order_id", "line_no"), "order_lines", List.of("order_id", "line_no")));
    assertThat(table("customers").foreignKeys()).isEmpty();
    assertThat(table("customers").uniqueKeys()).containsExactly(List.of("email"));
    assertThat(table("search_terms").uniqueKeys()).isEmpty();
  }
}
