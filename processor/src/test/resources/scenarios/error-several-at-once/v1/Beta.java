package shop;

import dev.eloquent.annotation.*;

@Model
public class Beta {
  @Id long id;
  Object what;
  @Column(defaultValue = "x") int n;
}
