package shop;

import dev.eloquent.annotation.*;

@Model
public class Shelf {
  @Id int id;
}
