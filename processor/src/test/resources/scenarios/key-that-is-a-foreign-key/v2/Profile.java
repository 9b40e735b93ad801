package shop;

import dev.eloquent.annotation.*;

@Model
public class Profile {
  @Id @ForeignKey(onDelete = ReferentialAction.CASCADE) User user;
  String motto;
}
