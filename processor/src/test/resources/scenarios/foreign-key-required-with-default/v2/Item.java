package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
class Item {
  @Id Long id;

  String name;

  @ForeignKey(references = Shelf.class)
  @Column(defaultValue = "1")
  long shelfId;
}
