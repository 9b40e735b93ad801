package dev.eloquent.processor.read;

import static dev.eloquent.processor.read.Reading.model;
import static dev.eloquent.processor.read.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignKeyReaderTest {
  private static final JavaFileObject USER =
      source(
          "User",
          "@Model @Index(columns = {\"tenant\", \"login\"}, unique = true)",
          "@Index(name = \"partial\", columns = \"age\", unique = true, where = \"age > 0\")",
          "class User { @Id Long id; @Column(unique = true) String email; long tenant;",
          "  String login; int age; }");

  private static final JavaFileObject LINE =
      source("Line", "@Model class Line { @Id long orderId; @Id int number; }");

  @Test
  void aFieldOfAModelIsAColumnOfTheKeysTypeWithAForeignKey() {
    Reading reading = Reading.of(USER, model("Order", "User buyer;"));

    assertThat(reading.problems()).isEmpty();
    Column column = reading.column("orders", "buyer_id");
    assertThat(column.type().text()).isEqualTo("bigint");
    assertThat(column.nullable()).isTrue();
    assertThat(column.identity()).isFalse();
    assertThat(reading.table("orders").foreignKeys())
        .containsExactly(
            new ForeignKey(
                "fk_orders_buyer_id",
                List.of("buyer_id"),
                "users",
                List.of("id"),
                ReferentialAction.NO_ACTION,
                ReferentialAction.NO_ACTION));
  }

  @Test
  void theAnnotationsSayTheRest() {
    Reading reading =
        Reading.of(
            USER,
            model(
                "Order",
                "@Column(name = \"who\", nullable = false)",
                "@ForeignKey(name = \"fk_who\", onDelete = ReferentialAction.CASCADE,",
                "    onUpdate = ReferentialAction.RESTRICT) User buyer;"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.column("orders", "who").nullable()).isFalse();
    assertThat(reading.table("orders").foreignKeys())
        .containsExactly(
            new ForeignKey(
                "fk_who",
                List.of("who"),
                "users",
                List.of("id"),
                ReferentialAction.CASCADE,
                ReferentialAction.RESTRICT));
  }

  @Test
  void aPlainFieldNamesWhatItReferences() {
    Reading reading =
        Reading.of(
            USER,
            model(
                "Order",
                "@ForeignKey(references = User.class) long buyer;",
                "@ForeignKey(references = User.class, referencedColumns = \"email\") String mail;",
                "@ForeignKey(referencedColumns = \"email\") User byMail;"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.column("orders", "by_mail_id").type().text()).isEqualTo("varchar(255)");
    assertThat(reading.table("orders").foreignKeys())
        .extracting(k -> k.name() + " " + k.referencedColumns())
        .containsExactly(
            "fk_orders_buyer [id]", "fk_orders_by_mail_id [email]", "fk_orders_mail [email]");
  }

  @Test
  void aClassMayReferenceItselfAndShareTheKeyOfAnother() {
    Reading reading =
        Reading.of(
            USER,
            model("Node", "Node parent;"),
            source("Profile", "@Model class Profile { @Id User user; }"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.table("nodes").foreignKeys())
        .extracting(ForeignKey::referencedTable)
        .containsExactly("nodes");
    assertThat(reading.table("profiles").primaryKey()).containsExactly("user_id");
    assertThat(reading.column("profiles", "user_id").identity()).isFalse();
    assertThat(reading.column("profiles", "user_id").nullable()).isFalse();
  }

  @Test
  void aCompositeKeyIsReferencedByTheClass() {
    Reading reading =
        Reading.of(
            USER,
            LINE,
            source(
                "Refund",
                "@Model @ForeignKey(references = Line.class, columns = {\"order_id\", \"line\"})",
                "@ForeignKey(references = User.class, columns = {\"tenant\", \"login\"},",
                "    referencedColumns = {\"tenant\", \"login\"})",
                "class Refund { @Id Long id; long orderId; int line; long tenant; String login; }"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.table("refunds").foreignKeys())
        .extracting(k -> k.name() + k.columns() + " " + k.referencedTable() + k.referencedColumns())
        .containsExactly(
            "fk_refunds_order_id_line[order_id, line] lines[order_id, number]",
            "fk_refunds_tenant_login[tenant, login] users[tenant, login]");
  }

  @Test
  void aSetNullKeyOverANullableColumnIsFine() {
    Reading reading =
        Reading.of(
            USER,
            model(
                "Order",
                "@ForeignKey(onDelete = ReferentialAction.SET_NULL) User a;",
                "@Column(nullable = false, defaultValue = \"1\")",
                "@ForeignKey(onDelete = ReferentialAction.SET_DEFAULT) User b;"));

    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @ForeignKey(references = String.class) long b; | 32 | Order.b: the foreign key references String, which is no model: mark that class with @Model, or name another one [ELQ113]
          @ForeignKey(references = int.class) long b; | 29 | Order.b: the foreign key references int, which is no model: mark that class with @Model, or name another one [ELQ113]
          @ForeignKey long b; | 1 | Order.b: its type is no model, so the foreign key must say what it references: add references = SomeModel.class [ELQ119]
          @ForeignKey(references = User.class) int b; | 1 | Order.b: column b is integer, but references users.id, which is bigint: give both the same type [ELQ115]
          @ForeignKey(references = User.class, columns = "b") long b; | 48 | Order.b: on a field, @ForeignKey covers the column of that field: remove columns, or move the annotation to the class [ELQ119]
          @ForeignKey(references = Line.class) User b; | 30 | Order.b: references is another model than the field's type: remove references [ELQ119]
          @ForeignKey(references = User.class, referencedColumns = "age") int b; | 58 | Order.b: (age) is neither the primary key nor a unique index of User: reference (id) or (email) or (tenant, login), in that order [ELQ114]
          @ForeignKey(references = User.class, referencedColumns = "emial") String b; | 58 | Order.b: users has no column "emial" (did you mean "email"?); its columns are id, email, tenant, login, age [ELQ120]
          @ForeignKey(referencedColumns = "emial") User b; | 33 | Order.b: users has no column "emial" (did you mean "email"?); its columns are id, email, tenant, login, age [ELQ120]
          @ForeignKey(references = User.class, referencedColumns = {"id", "age"}) long b; | 58 | Order.b: 1 columns reference 2: name one referenced column for each [ELQ119]
          Line b; | 6 | Order.b: Line has a composite key (order_id, number), which one field cannot hold: declare a field for each of its columns, mark this one @Transient, and put @ForeignKey(references = Line.class, columns = {...}) on the class [ELQ116]
          @ForeignKey(references = Line.class) long b; | 30 | Order.b: Line has a composite key (order_id, number), which one field cannot hold: declare a field for each of its columns, mark this one @Transient, and put @ForeignKey(references = Line.class, columns = {...}) on the class [ELQ116]
          @Column(nullable = false) @ForeignKey(onDelete = ReferentialAction.SET_NULL) User b; | 67 | Order.b: onDelete = SET_NULL is not possible, because column b_id is NOT NULL: choose another action [ELQ117]
          @ForeignKey(references = User.class, onUpdate = ReferentialAction.SET_DEFAULT) long b; | 66 | Order.b: onUpdate = SET_DEFAULT is not possible, because column b is NOT NULL without default: give it one, or choose another action [ELQ117]
          @ForeignKey(references = User.class, name = "") long b; | 45 | Order.b: "" is no usable foreign key name: it is empty; give one, or remove the attribute [ELQ201]
          @Column(length = 5) User b; | 18 | Order.b: length has no effect on a reference, which has the type of User's key: remove it [ELQ105]
          """)
  void aBadKeyOnAFieldIsAnError(String field, int column, String message) {
    assertThat(Reading.of(USER, LINE, model("Order", field)).problems())
        .containsExactly("Order.java:4:" + column + " " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          references = User.class | 1 | on a class, @ForeignKey names the columns: add columns = {...}, or move it to a field [ELQ119]
          columns = "a" | 1 | on a class, @ForeignKey names what it references: add references = SomeModel.class [ELQ119]
          references = User.class, columns = {"a", "a"} | 54 | the foreign key names column a twice: name it once [ELQ119]
          references = User.class, columns = "orderNumber" | 48 | orders has no column "orderNumber" (did you mean "order_number"?); its columns are id, a, order_number [ELQ120]
          references = Line.class, columns = "a" | 48 | it has 1 columns, but the primary key of Line is (order_id, number): name one column for each, in that order, or give referencedColumns [ELQ119]
          references = Object.class, columns = "a" | 32 | the foreign key references Object, which is no model: mark that class with @Model, or name another one [ELQ113]
          """)
  void aBadKeyOnAClassIsAnError(String attributes, int column, String message) {
    Reading reading =
        Reading.of(
            USER,
            LINE,
            source(
                "Order",
                "@Model",
                "@ForeignKey(" + attributes + ")",
                "class Order { @Id Long id; long a; int orderNumber; }"));

    String expected = "Order.java:3:" + column + " Order: " + message;
    assertThat(reading.problems()).containsExactly(expected);
  }

  @Test
  void aTableThatIsNotEverywhereCannotBeReferencedFromEverywhere() {
    JavaFileObject geo = source("Geo", "@Model(connection = \"pg\") class Geo { @Id Long id; }");
    Reading bad = Reading.of(geo, model("Order", "Geo geo;"));
    Reading good =
        Reading.of(
            geo,
            USER,
            source(
                "Order",
                "@Model(connection = \"pg\") class Order { @Id Long id; Geo geo; User user; }"));

    assertThat(bad.problems())
        .containsExactly(
            "Order.java:4:5 Order.geo: Order cannot reference Geo, which exists only with"
                + " connection \"pg\": give both the same connection [ELQ118]");
    assertThat(good.problems()).isEmpty();
  }

  @Test
  void keysThatReferenceEachOtherInACircleAreAnError() {
    Reading reading =
        Reading.of(
            source("A", "@Model class A { @Id B b; }"), source("B", "@Model class B { @Id A a; }"));

    assertThat(reading.problems())
        .containsExactly(
            "B.java:2:24 B.a: its type is that of a key that in the end references this column"
                + " itself: give one of them a column of its own [ELQ124]");
    assertThat(Reading.of(source("C", "@Model class C { @Id C c; }")).problems())
        .singleElement()
        .asString()
        .endsWith("[ELQ124]");
  }

  @Test
  void aTargetsOwnErrorIsReportedOnceAndOnlyThere() {
    Reading reading =
        Reading.of(model("Order", "Broken b;"), source("Broken", "@Model class Broken {", "}"));

    assertThat(reading.problems())
        .containsExactly(
            "Broken.java:2:8 Broken has no primary key: mark a field with @Id, such as: @Id"
                + " private Long id; [ELQ101]");
  }
}
