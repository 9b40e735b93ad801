package shop;

import dev.eloquent.annotation.*;

@Model
public class Tag {
  @Id long id;
  @Column(unique = true) String label;
  @Index int rank;
}
