package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Duration;
import java.util.UUID;

@Model
public class Thing {
  @Id UUID id;
  boolean flag;
  byte tiny;
  short small;
  int whole;
  long big;
  float single;
  double twice;
  BigDecimal amount;
  BigInteger huge;
  char letter;
  String text;
  @Column(length = 40) String shortText;
  @Column(type = "text") String longText;
  byte[] bytes;
  @Column(length = 16) byte[] shortBytes;
  UUID token;
  LocalDate day;
  LocalTime time;
  LocalDateTime local;
  Instant instant;
  @Column(type = "json") String document;
  Duration duration;
}
