package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Reading {
  @Id ObjectId id;
  boolean valid;
  byte level;
  short small;
  int count;
  long total;
  float ratio;
  double exact;
  char grade;
  String note;
  @Column(length = 40, nullable = false)
  String sensor;
  BigDecimal price;
  Decimal128 big;
  byte[] raw;
  UUID trace;
  LocalDate day;
  Instant at;
  LocalDateTime local;
  Map<String, Object> extra;
  @Column(type = "json")
  Object any;
  @Column(type = "json", nullable = false)
  Object some;
  State state;
  @Column(type = "objectid", nullable = false)
  String owner;
  transient int ignored;
  @Column(timestamp = true, nullable = false)
  Instant createdAt;
  @Column(softDeletes = true)
  Instant deletedAt;

  enum State {
    RAW,
    CHECKED
  }
}
