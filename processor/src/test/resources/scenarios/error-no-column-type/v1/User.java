package shop;

import dev.eloquent.annotation.*;
import java.util.List;

@Model
public class User {
  @Id long id;
  List<String> names;
  Object anything;
}
