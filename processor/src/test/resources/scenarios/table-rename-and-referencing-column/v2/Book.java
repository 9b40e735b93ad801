package shop;

import dev.eloquent.annotation.*;

@Model
public class Book {
  @Id long id;
  @Column(renamedFrom = "author_id") Writer writer;
}
