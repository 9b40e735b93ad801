package shop;

import dev.eloquent.annotation.*;

@Model
public class Author {
  @Id long id;
  Book best;
}
