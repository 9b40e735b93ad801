package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  String name;
}
