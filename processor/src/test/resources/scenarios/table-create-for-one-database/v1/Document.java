package shop;

import dev.eloquent.annotation.*;

@Model(connection = "pg")
public class Document {
  @Id long id;
  @Column(type = "json") String body;
}
