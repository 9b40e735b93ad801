package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;

@Model(table = "address")
class Address {
  @Id int addressId;

  @Column(length = 50, nullable = false)
  String address;

  @Column(length = 50)
  String address2;

  @Column(length = 20, nullable = false)
  String district;

  @ForeignKey(name = "fk_address_city", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_fk_city_id")
  @Column(nullable = false)
  City city;

  @Column(length = 10)
  String postalCode;

  @Column(length = 20, nullable = false)
  String phone;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
