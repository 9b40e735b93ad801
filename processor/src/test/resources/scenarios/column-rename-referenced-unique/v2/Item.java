package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @ForeignKey(references = Shelf.class, referencedColumns = "label") String shelf;
}
