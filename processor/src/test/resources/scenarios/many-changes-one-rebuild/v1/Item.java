package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  String a;
  int b;
  String c;
  int d;
}
