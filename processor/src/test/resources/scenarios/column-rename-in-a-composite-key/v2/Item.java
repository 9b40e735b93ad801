package shop;

import dev.eloquent.annotation.*;

@Model
@ForeignKey(references = Place.class, columns = {"building", "shelf"})
public class Item {
  @Id long id;
  @Column(renamedFrom = "hall") int building;
  int shelf;
}
