package shop;

import dev.eloquent.annotation.*;

@Model(table = "a_table_whose_name_is_longer_than_the_sixty_three_bytes_of_postgresql")
public class User {
  @Id long id;
}
