package shop;

import dev.eloquent.annotation.*;

@Model
public class User extends Person {
  int age;
}
