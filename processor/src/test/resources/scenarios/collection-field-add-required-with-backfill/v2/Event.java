package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  String kind;
  @Column(backfill = "7") long weight;
  @Column(nullable = false, backfill = "2020-02-29T10:00:00Z") Instant at;
  @Column(nullable = false, backfill = "[]") List<String> tags;
  @Column(nullable = false, backfill = "NEW") State state;
  @Column(nullable = false, backfill = "12.50") BigDecimal price;
  @Column(nullable = false, backfill = "123e4567-e89b-12d3-a456-426614174000") UUID trace;

  enum State {
   NEW,
   OLD
  }
}
