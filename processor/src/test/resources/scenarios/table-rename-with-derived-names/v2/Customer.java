package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "clients")
@Check(name = "ck_score", expression = "score >= 0")
public class Customer {
  @Id long id;
  @Column(unique = true) String email;
  @Index int score;
  Customer friend;
}
