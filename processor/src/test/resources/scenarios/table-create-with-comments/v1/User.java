package shop;

import dev.eloquent.annotation.*;

@Model(comment = "Who may sign in")
public class User {
  @Id long id;
  @Column(comment = "It's the user's name, 100% sure 😀") String name;
}
