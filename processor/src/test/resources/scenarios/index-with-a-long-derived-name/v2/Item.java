package shop;

import dev.eloquent.annotation.*;

@Model
@Index(columns = {"the_first_of_two_rather_long_names", "the_second_of_two_rather_long_names"})
public class Item {
  @Id long id;
  int theFirstOfTwoRatherLongNames;
  int theSecondOfTwoRatherLongNames;
}
