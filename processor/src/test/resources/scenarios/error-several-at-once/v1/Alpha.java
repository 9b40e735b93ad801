package shop;

import dev.eloquent.annotation.*;

@Model
public class Alpha {
  String name;
}
