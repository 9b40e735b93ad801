package dev.eloquent.processor.read;

import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Real;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Which column type a Java type has, when no annotation says otherwise. */
final class JavaTypes {
  /** The length of text whose length nobody gave. */
  static final int DEFAULT_LENGTH = 255;

  static final int DEFAULT_PRECISION = 19;
  static final int DEFAULT_SCALE = 2;

  private static final int BIG_INTEGER_DIGITS = 38;

  /** Types with a text form of their own, which is what is stored. */
  private static final Varchar TEXT_FORM = new Varchar(DEFAULT_LENGTH);

  private static final Map<String, ColumnType> BY_NAME =
      Map.ofEntries(
          Map.entry("java.lang.Boolean", new ColumnType.Bool()),
          Map.entry("java.lang.Byte", new Int(8)),
          Map.entry("java.lang.Short", new Int(16)),
          Map.entry("java.lang.Integer", new Int(32)),
          Map.entry("java.lang.Long", new Int(64)),
          Map.entry("java.lang.Float", new Real(32)),
          Map.entry("java.lang.Double", new Real(64)),
          Map.entry("java.lang.Character", new Char(1)),
          Map.entry("java.lang.String", TEXT_FORM),
          Map.entry("java.math.BigDecimal", new Decimal(DEFAULT_PRECISION, DEFAULT_SCALE)),
          Map.entry("java.math.BigInteger", new Decimal(BIG_INTEGER_DIGITS, 0)),
          Map.entry("java.util.UUID", new ColumnType.Uuid()),
          Map.entry("java.time.Instant", new Timestamp(true)),
          Map.entry("java.time.OffsetDateTime", new Timestamp(true)),
          Map.entry("java.time.ZonedDateTime", new Timestamp(true)),
          Map.entry("java.time.LocalDateTime", new Timestamp(false)),
          Map.entry("java.util.Date", new Timestamp(false)),
          Map.entry("java.util.Calendar", new Timestamp(false)),
          Map.entry("java.sql.Timestamp", new Timestamp(false)),
          Map.entry("java.time.LocalDate", new ColumnType.Date()),
          Map.entry("java.sql.Date", new ColumnType.Date()),
          Map.entry("java.time.LocalTime", new ColumnType.Time()),
          Map.entry("java.sql.Time", new ColumnType.Time()),
          Map.entry("java.time.Duration", new Int(64)),
          Map.entry("java.time.Year", new Int(32)),
          Map.entry("java.time.YearMonth", TEXT_FORM),
          Map.entry("java.time.MonthDay", TEXT_FORM),
          Map.entry("java.time.Period", TEXT_FORM),
          Map.entry("java.time.ZoneId", TEXT_FORM),
          Map.entry("java.time.ZoneOffset", TEXT_FORM),
          Map.entry("java.util.Currency", TEXT_FORM),
          Map.entry("java.util.Locale", TEXT_FORM),
          Map.entry("java.util.TimeZone", TEXT_FORM),
          Map.entry("java.net.URI", TEXT_FORM),
          Map.entry("java.net.URL", TEXT_FORM));

  private static final Set<String> DATE_TIMES =
      Set.of(
          "java.time.Instant",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.LocalDateTime",
          "java.util.Date",
          "java.util.Calendar",
          "java.sql.Timestamp");

  private static final Set<String> INTEGERS =
      Set.of("java.lang.Byte", "java.lang.Short", "java.lang.Integer", "java.lang.Long");

  private static final Set<String> CONTAINERS =
      Set.of(
          "java.lang.Iterable",
          "java.util.Collection",
          "java.util.List",
          "java.util.ArrayList",
          "java.util.Set",
          "java.util.HashSet",
          "java.util.SortedSet",
          "java.util.Map",
          "java.util.HashMap",
          "java.util.SortedMap");

  private JavaTypes() {}

  /** The column type; null if there is none. An enum is text. */
  static @Nullable ColumnType of(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> new ColumnType.Bool();
      case BYTE -> new Int(8);
      case SHORT -> new Int(16);
      case INT -> new Int(32);
      case LONG -> new Int(64);
      case FLOAT -> new Real(32);
      case DOUBLE -> new Real(64);
      case CHAR -> new Char(1);
      case ARRAY ->
          ((ArrayType) type).getComponentType().getKind() == TypeKind.BYTE
              ? new ColumnType.Blob()
              : null;
      case DECLARED -> {
        ColumnType known = BY_NAME.get(qualifiedName(type));
        yield known == null && isEnum(type) ? TEXT_FORM : known;
      }
      default -> null;
    };
  }

  /** Whether it holds a date with time of day. */
  static boolean isDateTime(TypeMirror type) {
    return DATE_TIMES.contains(qualifiedName(type));
  }

  /** Whether it is a whole number that a database can count up. */
  static boolean isInteger(TypeMirror type) {
    return switch (type.getKind()) {
      case BYTE, SHORT, INT, LONG -> true;
      default -> INTEGERS.contains(qualifiedName(type));
    };
  }

  static boolean isString(TypeMirror type) {
    return qualifiedName(type).equals("java.lang.String");
  }

  static boolean isUuid(TypeMirror type) {
    return qualifiedName(type).equals("java.util.UUID");
  }

  static boolean isEnum(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement().getKind() == ElementKind.ENUM;
  }

  /** The type's name for messages: simple, without annotations and type arguments. */
  static String name(TypeMirror type) {
    if (type instanceof DeclaredType declared) {
      return declared.asElement().getSimpleName().toString();
    }
    if (type instanceof ArrayType array) {
      return name(array.getComponentType()) + "[]";
    }
    return type.getKind().isPrimitive() ? lower(type.getKind()) : type.toString();
  }

  /** What to do about a type that has no column type. */
  static String fix(TypeMirror type) {
    String qualified = qualifiedName(type);
    if (type.getKind() == TypeKind.ERROR) {
      return "it is not known in this compilation; if another annotation processor generates it,"
          + " generate it in a module of its own";
    }
    if (qualified.equals("java.time.OffsetTime")) {
      return "databases have no portable time with an offset; use LocalTime, or keep its text with"
          + " @Column(type = \"varchar\")";
    }
    if (qualified.startsWith("java.util.Optional")) {
      return "use the type of its content, for a field that is not primitive is nullable anyway";
    }
    if (qualified.equals("java.sql.Blob")
        || (type instanceof ArrayType array
            && qualifiedName(array.getComponentType()).equals("java.lang.Byte"))) {
      return "use byte[]";
    }
    if (qualified.equals("java.sql.Clob")
        || (type instanceof ArrayType array
            && array.getComponentType().getKind() == TypeKind.CHAR)) {
      return "use String with @Column(type = \"text\")";
    }
    if (type.getKind() == TypeKind.ARRAY || CONTAINERS.contains(qualified)) {
      return "give the elements a model of their own that references this one, or keep it as JSON"
          + " with @Column(type = \"json\"), or mark the field @Transient";
    }
    return "mark its class @Model to reference it, or say how it is stored, such as @Column(type ="
        + " \"json\") or @Column(type = \"varchar\"), or mark the field @Transient";
  }

  private static String lower(TypeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The name of a class with its package; empty for another type. */
  static String qualifiedName(TypeMirror type) {
    if (type instanceof DeclaredType declared) {
      Element element = declared.asElement();
      return element instanceof TypeElement t ? t.getQualifiedName().toString() : "";
    }
    return "";
  }
}
