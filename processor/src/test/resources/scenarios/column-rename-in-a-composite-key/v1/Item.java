package shop;

import dev.eloquent.annotation.*;

@Model
@ForeignKey(references = Place.class, columns = {"hall", "shelf"})
public class Item {
  @Id long id;
  int hall;
  int shelf;
}
