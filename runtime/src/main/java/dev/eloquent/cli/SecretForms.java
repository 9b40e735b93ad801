package dev.eloquent.cli;

import dev.eloquent.history.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret in every form that a text may hold it in: as it is, encoded for a URL, escaped, quoted.
 */
final class SecretForms {
  private static final int LONG = 12;

  /** How much of one is looked for in other forms: a pattern for more could not be built. */
  private static final int LONGEST = 200;

  /** Without one of these a text holds nothing but the secret as it is. */
  private static final Pattern ENCODED = Pattern.compile("[%\\\\+&'\"]");

  /** What ends with an encoded or escaped character is no word that goes on. */
  private static final String NO_WORD_BEFORE =
      "(?:(?<![\\p{Alnum}_])|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\[nrt])|(?<=\\\\u[0-9A-Fa-f]{4}))";

  private final String secret;
  private @Nullable Pattern asItIs;
  private @Nullable Pattern anyForm;

  SecretForms(String secret) {
    this.secret = secret;
  }

  /** The text without the secret. */
  String removed(String text) {
    String clean = text;
    if (clean.contains(secret)) {
      if (asItIs == null) {
        asItIs = pattern(Pattern.quote(secret));
      }
      clean = asItIs.matcher(clean).replaceAll(Matcher.quoteReplacement(Secrets.HIDDEN));
    }
    if (ENCODED.matcher(clean).find()) {
      if (anyForm == null) {
        StringBuilder forms = new StringBuilder();
        secret.codePoints().limit(LONGEST).forEach(c -> forms.append(forms(Character.toString(c))));
        if (secret.codePointCount(0, secret.length()) > LONGEST) {
          forms.append("[^\\s&;\"']*");
        }
        anyForm = pattern(forms.toString());
      }
      clean = anyForm.matcher(clean).replaceAll(Matcher.quoteReplacement(Secrets.HIDDEN));
    }
    return clean;
  }

  /** A short one may be an ordinary word, or a part of one. */
  private Pattern pattern(String body) {
    // Looking at one character first is what keeps a long text from taking long.
    String first =
        "(?=[%\\\\+&'\"]|"
            + Pattern.quote(secret.substring(0, secret.offsetByCodePoints(0, 1)))
            + ")";
    return Pattern.compile(
        first + (secret.length() >= LONG ? body : NO_WORD_BEFORE + body + "(?![\\p{Alnum}_])"));
  }

  /** The forms of a character, each as it stands in the text. */
  private static String forms(String character) {
    StringBuilder forms = new StringBuilder("(?:").append(Pattern.quote(character));
    HexFormat hex = HexFormat.of();
    StringBuilder percent = new StringBuilder();
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      percent.append('%').append(hex.toHexDigits(b));
    }
    StringBuilder unicode = new StringBuilder();
    for (int i = 0; i < character.length(); i++) {
      unicode.append("\\\\u").append(hex.toHexDigits(character.charAt(i)));
    }
    forms.append("|(?i:").append(percent).append('|').append(unicode).append(')');
    for (String other : others(character.charAt(0))) {
      forms.append('|').append(Pattern.quote(other));
    }
    return forms.append(')').toString();
  }

  /** What JSON, SQL, XML and forms write in a character's place. */
  private static String[] others(char c) {
    return switch (c) {
      case ' ' -> new String[] {"+"};
      case '\n' -> new String[] {"\\n"};
      case '\r' -> new String[] {"\\r"};
      case '\t' -> new String[] {"\\t"};
      case '"' -> new String[] {"\\\"", "\"\"", "&quot;"};
      case '\'' -> new String[] {"''", "\\'", "&#39;", "&apos;"};
      case '\\' -> new String[] {"\\\\"};
      case '/' -> new String[] {"\\/"};
      case '&' -> new String[] {"&amp;"};
      case '<' -> new String[] {"&lt;"};
      case '>' -> new String[] {"&gt;"};
      default -> new String[] {};
    };
  }
}
