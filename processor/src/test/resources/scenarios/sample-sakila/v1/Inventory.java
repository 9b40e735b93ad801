package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;

@Model(table = "inventory")
@Index(name = "idx_store_id_film_id", columns = {"store_id", "film_id"})
class Inventory {
  @Id int inventoryId;

  @ForeignKey(name = "fk_inventory_film", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_inventory_fk_film_id")
  @Column(nullable = false)
  Film film;

  @ForeignKey(name = "fk_inventory_store", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Column(nullable = false)
  Store store;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
