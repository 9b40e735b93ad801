package dev.eloquent.processor.read;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How names of tables and columns follow from names of classes and fields.
 *
 * <p>These rules are part of the contract with every existing database: a change to one renames
 * tables. A word that they get wrong is named by hand with {@code @Model(table)} or
 * {@code @Column(name)}.
 */
public final class NamingRules {
  /** Words with one form for both. */
  private static final Set<String> UNCHANGED =
      Set.of(
          "advice",
          "aircraft",
          "chassis",
          "data",
          "deer",
          "equipment",
          "feedback",
          "fish",
          "furniture",
          "hardware",
          "information",
          "luggage",
          "media",
          "metadata",
          "money",
          "music",
          "news",
          "rice",
          "series",
          "sheep",
          "software",
          "species",
          "staff",
          "traffic",
          "weather");

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("appendix", "appendices"),
          Map.entry("calf", "calves"),
          Map.entry("child", "children"),
          Map.entry("criterion", "criteria"),
          Map.entry("echo", "echoes"),
          Map.entry("elf", "elves"),
          Map.entry("epoch", "epochs"),
          Map.entry("foot", "feet"),
          Map.entry("goose", "geese"),
          Map.entry("half", "halves"),
          Map.entry("hero", "heroes"),
          Map.entry("knife", "knives"),
          Map.entry("leaf", "leaves"),
          Map.entry("life", "lives"),
          Map.entry("loaf", "loaves"),
          Map.entry("louse", "lice"),
          Map.entry("man", "men"),
          Map.entry("matrix", "matrices"),
          Map.entry("medium", "media"),
          Map.entry("monarch", "monarchs"),
          Map.entry("mouse", "mice"),
          Map.entry("ox", "oxen"),
          Map.entry("person", "people"),
          Map.entry("phenomenon", "phenomena"),
          Map.entry("potato", "potatoes"),
          Map.entry("quiz", "quizzes"),
          Map.entry("shelf", "shelves"),
          Map.entry("stomach", "stomachs"),
          Map.entry("tech", "techs"),
          Map.entry("thief", "thieves"),
          Map.entry("tomato", "tomatoes"),
          Map.entry("tooth", "teeth"),
          Map.entry("vertex", "vertices"),
          Map.entry("veto", "vetoes"),
          Map.entry("wife", "wives"),
          Map.entry("wolf", "wolves"),
          Map.entry("woman", "women"));

  private static final Set<String> IRREGULAR_PLURALS = Set.copyOf(IRREGULAR.values());

  /** Words in -s that are singular, though neither -ss, -us nor -is shows it. */
  private static final Set<String> SINGULAR_IN_S =
      Set.of("alias", "atlas", "bias", "canvas", "gas", "lens");

  private NamingRules() {}

  /** The table of a class: the snake_case plural of its simple name. */
  public static String table(String className) {
    String name = snakeCase(className);
    int word = name.lastIndexOf('_') + 1;
    return name.substring(0, word) + plural(name.substring(word));
  }

  /** The column of a field: its name in snake_case. */
  public static String column(String fieldName) {
    return snakeCase(fieldName);
  }

  /**
   * The column of a field that references another model: {@code customer} → {@code customer_id}.
   */
  public static String reference(String fieldName) {
    return snakeCase(fieldName) + "_id";
  }

  /**
   * A Java name in lower case, with {@code _} before a capital that follows a small letter or a
   * digit, and before the last of several capitals if a small letter follows it: {@code HTTPServer}
   * → {@code http_server}, {@code userID} → {@code user_id}, {@code line2Text} → {@code
   * line2_text}. Digits stay with what is before them: {@code address1}.
   */
  static String snakeCase(String javaName) {
    StringBuilder out = new StringBuilder(javaName.length() + 4);
    for (int i = 0; i < javaName.length(); i++) {
      char c = javaName.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        char before = javaName.charAt(i - 1);
        boolean newWord = Character.isLowerCase(before) || Character.isDigit(before);
        boolean lastCapital =
            Character.isUpperCase(before)
                && i + 1 < javaName.length()
                && Character.isLowerCase(javaName.charAt(i + 1));
        if (newWord || lastCapital) {
          out.append('_');
        }
      }
      out.append(c);
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * The plural of an English word in lower case. The first rule that fits:
   *
   * <ol>
   *   <li>a word without plural ({@code equipment}, {@code series} …), or an irregular plural
   *       already: unchanged
   *   <li>an irregular word ({@code person}, {@code child}, {@code leaf} …): its plural
   *   <li>{@code -sis}: {@code -ses}
   *   <li>{@code -ss}, {@code -us}, {@code -is}, {@code -x}, {@code -z}, {@code -ch}, {@code -sh},
   *       and {@code alias}, {@code atlas}, {@code bias}, {@code canvas}, {@code gas}, {@code
   *       lens}: {@code -es} added
   *   <li>any other {@code -s} is a plural already ({@code settings}): unchanged
   *   <li>{@code -y} after a consonant or {@code qu}: {@code -ies}
   *   <li>everything else: {@code -s} added
   * </ol>
   */
  static String plural(String word) {
    if (word.isEmpty() || UNCHANGED.contains(word) || IRREGULAR_PLURALS.contains(word)) {
      return word;
    }
    String irregular = IRREGULAR.get(word);
    if (irregular != null) {
      return irregular;
    }
    if (word.endsWith("sis")) {
      return word.substring(0, word.length() - 2) + "es";
    }
    if (takesEs(word)) {
      return word + "es";
    }
    if (word.endsWith("s")) {
      return word;
    }
    if (endsInConsonantY(word)) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word + "s";
  }

  private static boolean takesEs(String word) {
    return word.endsWith("ss")
        || word.endsWith("us")
        || word.endsWith("is")
        || word.endsWith("x")
        || word.endsWith("z")
        || word.endsWith("ch")
        || word.endsWith("sh")
        || SINGULAR_IN_S.contains(word);
  }

  private static boolean endsInConsonantY(String word) {
    if (!word.endsWith("y") || word.length() < 2) {
      return false;
    }
    char before = word.charAt(word.length() - 2);
    boolean vowel = "aeiou".indexOf(before) >= 0;
    return (!vowel && before >= 'a' && before <= 'z') || word.endsWith("quy");
  }
}
