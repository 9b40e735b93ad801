package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id(strategy = IdStrategy.IDENTITY) String id;
}
