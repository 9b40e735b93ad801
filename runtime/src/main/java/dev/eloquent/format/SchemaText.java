package dev.eloquent.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one property of {@code schema.json} that sealing fills in: the chain hash. */
public final class SchemaText {
  private static final Pattern CHAIN = Pattern.compile("(?m)^  \"chain\": \"([0-9a-f]*)\"");

  private SchemaText() {}

  /**
   * The text with that chain hash.
   *
   * @throws FormatException {@code ELQ311} if the text has no chain property on a line of its own
   */
  public static String withChain(String text, String chain) {
    Matcher m = find(text);
    return text.substring(0, m.start(1)) + chain + text.substring(m.end(1));
  }

  /** The chain hash in the text. */
  public static String chain(String text) {
    return find(text).group(1);
  }

  /**
   * The schema hash of the lock file: SHA-256 of the text with an empty chain, so that the two can
   * name each other.
   */
  public static String hash(String text) {
    return Checksums.ofFile(withChain(text, ""));
  }

  private static Matcher find(String text) {
    Matcher m = CHAIN.matcher(text);
    if (!m.find()) {
      throw new FormatException(
          "ELQ311",
          FileNames.SCHEMA,
          0,
          "the property \"chain\" is missing. Restore the file from version control.");
    }
    return m;
  }
}
