package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

@Model
public class Item {
  @Id long id;
  String name;
  Boolean flag;
  Byte tiny;
  Short small;
  Integer whole;
  Long big;
  Float single;
  Double twice;
  BigDecimal amount;
  BigInteger huge;
  Character letter;
  String text;
  @Column(type = "text") String longText;
  byte[] bytes;
  @Column(length = 16) byte[] shortBytes;
  UUID token;
  LocalDate day;
  LocalTime time;
  LocalDateTime local;
  Instant instant;
  @Column(type = "json") String document;
}
