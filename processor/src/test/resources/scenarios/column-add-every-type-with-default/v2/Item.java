package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

@Model
public class Item {
  @Id long id;
  String name;
  @Column(defaultValue = "true") boolean flag;
  @Column(defaultValue = "-1") byte tiny;
  @Column(defaultValue = "2") short small;
  @Column(defaultValue = "3") int whole;
  @Column(defaultValue = "4") long big;
  @Column(defaultValue = "0.5") float single;
  @Column(defaultValue = "0.25") double twice;
  @Column(nullable = false, defaultValue = "1.50") BigDecimal amount;
  @Column(defaultValue = "x") char letter;
  @Column(nullable = false, defaultValue = "none") String text;
  @Column(nullable = false, defaultValue = "00000000-0000-0000-0000-000000000001") UUID token;
  @Column(nullable = false, defaultValue = "2026-01-31") LocalDate day;
  @Column(nullable = false, defaultValue = "10:15:30") LocalTime time;
  @Column(nullable = false, defaultValue = "2026-01-31T10:15:30") LocalDateTime local;
  @Column(nullable = false, defaultValue = "2026-01-31T10:15:30Z") Instant instant;
}
