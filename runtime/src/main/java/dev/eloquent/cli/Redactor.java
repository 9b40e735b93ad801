package dev.eloquent.cli;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of everything that is shown: known values, and whatever stands where URLs and
 * driver messages hold a password.
 *
 * <p>A short value may also be an ordinary word ({@code postgres}), so it is only taken out where
 * it stands alone; a long one is taken out everywhere.
 */
final class Redactor {
  private static final String HIDDEN = "***";
  private static final int LONG = 12;

  /** {@code //user:secret@host}; the secret may itself hold an at sign. */
  private static final Pattern USER_INFO = Pattern.compile("(//[^\\s/@:?]*:)[^\\s/?]*@");

  /** {@code password=secret}, as in query parameters, property lists and after semicolons. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "([\\w.-]*(?:password|passwd|pwd|secret|token)[\\w.-]*\\s*=\\s*)"
              + "(\"[^\"]*\"|'[^']*'|[^\\s&;,)\"']+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern URL_USER_INFO = Pattern.compile("//[^\\s/:?]*:([^\\s/?]*)@");
  private static final Pattern URL_PASSWORD =
      Pattern.compile("[?&;]\\w*password=([^&;]*)", Pattern.CASE_INSENSITIVE);

  /** The longest first, so that no part of one survives another. */
  private final Set<String> secrets =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** Remembers a secret, as it is and as a URL would hold it. */
  void add(String secret) {
    if (!secret.isEmpty()) {
      secrets.add(secret);
      secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
      secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
    }
  }

  /** Remembers the secrets that a URL holds. */
  void addUrl(String url) {
    for (Pattern pattern : new Pattern[] {URL_USER_INFO, URL_PASSWORD}) {
      Matcher m = pattern.matcher(url);
      while (m.find()) {
        add(m.group(1));
        add(decoded(m.group(1)));
      }
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /** The text without secrets. */
  String clean(String text) {
    String clean = text;
    if (clean.contains("//")) {
      clean = USER_INFO.matcher(clean).replaceAll("$1" + HIDDEN + "@");
    }
    if (clean.indexOf('=') >= 0) {
      clean = ASSIGNED.matcher(clean).replaceAll("$1" + HIDDEN);
    }
    return cleanValues(clean);
  }

  /** The text without the values that are known, for text such as SQL that must stay as it is. */
  String cleanValues(String text) {
    String clean = text;
    for (String secret : secrets) {
      if (clean.contains(secret)) {
        clean =
            secret.length() >= LONG ? clean.replace(secret, HIDDEN) : withoutWord(clean, secret);
      }
    }
    return clean;
  }

  private static String withoutWord(String text, String secret) {
    return Pattern.compile("(?<![\\p{Alnum}_])" + Pattern.quote(secret) + "(?![\\p{Alnum}_])")
        .matcher(text)
        .replaceAll(HIDDEN);
  }
}
