package shop;

import dev.eloquent.annotation.*;
import java.util.List;
import java.util.Set;

@Model(connection = "mongo", comment = "What customers buy")
public class Order {
  @Id String id;

  @Column(nullable = false, comment = "Where it goes")
  Address address;

  List<Line> lines;
  Set<Tag> tags;
  String[] notes;
  List<List<Integer>> matrix;

  record Address(@Column(length = 80, nullable = false) String street, String city, int zip) {}

  static class Line {
    @Column(name = "sku", nullable = false)
    String article;

    int quantity;
    Address from;
    List<Tag> tags;
  }

  enum Tag {
    GIFT,
    EXPRESS
  }
}
