package dev.eloquent.cli;

import dev.eloquent.history.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of everything that is shown: known values, and whatever stands where URLs and
 * driver messages hold a password.
 *
 * <p>A short value may also be an ordinary word ({@code postgres}), so it is only taken out where
 * it stands alone; a long one is taken out everywhere. One or two characters are no secret that
 * could be kept.
 */
final class Redactor {
  private static final int SHORTEST = 3;

  /** The beginning of a secret that gives it away where a text was cut. */
  private static final int TELLING = 4;

  private static final String CUT = " …";

  private static final Pattern PORT = Pattern.compile("\\d{1,5}([/?,;].*)?");

  /** The longest first, so that no part of one survives another. */
  private final Map<String, SecretForms> secrets =
      new TreeMap<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** Remembers a secret. */
  void add(String secret) {
    if (secret.length() >= SHORTEST) {
      secrets.computeIfAbsent(secret, SecretForms::new);
    }
  }

  /** Remembers the secrets that a URL holds. */
  void addUrl(String url) {
    int begin = url.indexOf("//");
    int end = url.lastIndexOf('@');
    if (begin >= 0 && end > begin) {
      addUserInfo(url.substring(begin + 2, end));
      // Several hosts may have a user each.
      for (String host : url.substring(begin + 2, end).split("@[^@,]*,", -1)) {
        addUserInfo(host);
      }
    }
    // What ends a value depends on the driver, so each way is taken.
    for (String separators : new String[] {"[?&]", "[?&;]", "[?&;(),]"}) {
      for (String parameter : url.split(separators, -1)) {
        int equals = parameter.indexOf('=');
        if (equals > 0 && Secrets.isSecret(decoded(parameter.substring(0, equals)))) {
          addEncoded(parameter.substring(equals + 1));
        }
      }
    }
  }

  private void addUserInfo(String userInfo) {
    int colon = userInfo.indexOf(':');
    String secret = userInfo.substring(colon + 1);
    if (colon >= 0 && !PORT.matcher(secret).matches()) {
      addEncoded(secret);
    }
  }

  private void addEncoded(String value) {
    add(value);
    add(decoded(value));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /** The text without secrets; known values first, of which a pattern could leave a part. */
  String clean(String text) {
    return Secrets.hide(cleanValues(text));
  }

  /** The text without the values that are known, for text such as SQL that must stay as it is. */
  String cleanValues(String text) {
    String clean = text;
    for (Map.Entry<String, SecretForms> secret : secrets.entrySet()) {
      clean = withoutBeginning(secret.getValue().removed(clean), secret.getKey());
    }
    return clean;
  }

  /** An error repeats only the beginning of a long argument, which may be that of a secret. */
  private static String withoutBeginning(String text, String secret) {
    String clean = text;
    for (int cut = clean.indexOf(CUT); cut >= 0; cut = clean.indexOf(CUT, cut + 1)) {
      int begin = Math.min(beginning(clean, cut, secret), beginning(clean, cut, escaped(secret)));
      if (begin < cut) {
        clean = clean.substring(0, begin) + Secrets.HIDDEN + clean.substring(cut);
        cut = begin + Secrets.HIDDEN.length();
      }
    }
    return clean;
  }

  private static String escaped(String secret) {
    return Text.printable(secret.replace("\n", "\\n").replace("\t", "\\t"));
  }

  /** Where the longest beginning of the secret starts that ends at the cut. */
  private static int beginning(String text, int cut, String secret) {
    for (int length = Math.min(cut, secret.length() - 1); length >= TELLING; length--) {
      if (text.startsWith(secret.substring(0, length), cut - length)) {
        return cut - length;
      }
    }
    return cut;
  }
}
