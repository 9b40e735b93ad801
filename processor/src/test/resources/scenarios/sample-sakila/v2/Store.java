package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;

@Model(table = "store")
class Store {
  @Id int storeId;

  @ForeignKey(name = "fk_store_staff", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_unique_manager", unique = true)
  @Column(nullable = false)
  Employee managerStaff;

  @ForeignKey(name = "fk_store_address", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_store_fk_address_id")
  @Column(nullable = false)
  Address address;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
