package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(defaultValue = "O'Neil \"the\" \\ größe 😀") String name;
}
