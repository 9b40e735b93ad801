package shop;

import dev.eloquent.annotation.*;

@Model
@ForeignKey(references = Place.class, columns = {"hall", "shelf"}, onDelete = ReferentialAction.SET_NULL)
public class Item {
  @Id long id;
  Integer hall;
  Integer shelf;
}
