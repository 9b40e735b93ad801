package shop;

import dev.eloquent.annotation.*;


abstract class Person {
  @Id long id;
  String name;
}
