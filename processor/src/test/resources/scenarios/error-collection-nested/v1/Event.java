package shop;

import dev.eloquent.annotation.*;
import java.math.BigInteger;
import java.util.List;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  Node node;
  Shape shape;
  Empty empty;
  Bad bad;
  List<?> list;
  BigInteger huge;
  static class Node {
    Node next;
  }
  interface Shape {}
  static class Empty {}
  static class Bad {
    @Id String id;
    @Column(renamedFrom = "x", unique = true) String y;
    @Index int z;
    @Column(name = "z") int z2;
  }
}
