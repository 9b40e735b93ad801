package shop;

import dev.eloquent.annotation.*;

@Model
public class Book {
  @Id long id;
  Author author;
}
