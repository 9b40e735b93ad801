package shop;

import dev.eloquent.annotation.*;

@Model(table = "order")
@Index(columns = "group")
public class Order {
  @Id long id;
  @Column(name = "group") String group;
  @Column(name = "firstName") String firstName;
  @Column(name = "a \"quoted\" `name`") String quoted;
  @Column(name = "größe") int size;
}
