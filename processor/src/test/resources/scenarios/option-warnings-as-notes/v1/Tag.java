package shop;

import dev.eloquent.annotation.*;

@Model
public class Tag {
  @Id long id;
}
