package shop;

import dev.eloquent.annotation.*;
import java.time.LocalDate;

@Model
public class User {
  @Id long id;
  @Column(defaultValue = "ten") int a;
  @Column(defaultValue = "2026-02-30") LocalDate b;
  @Column(defaultValue = "LOST") Status c;
  @Column(backfill = "yes") boolean d;
}
