package shop;

import dev.eloquent.annotation.*;

@Model
@Check(name = "ck_score", expression = "score >= 0")
public class Client {
  @Id long id;
  @Column(unique = true) String email;
  @Index int score;
  Client friend;
}
