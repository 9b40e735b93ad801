package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.eloquent.history.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated URLs, messages and exceptions with a secret, through everything that is shown. */
class SecretsFuzzTest {
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final int CASES = 10_000;
  private static final int TELLING = 6;
  private static final String ALPHABET =
      "abcdefXYZ0123456789!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\" é\n\té€";

  /** {@code ENC} is the secret as a URL holds it. */
  private static final List<String> URLS =
      List.of(
          "jdbc:mysql://u:ENC@db:3306/x",
          "JDBC:MYSQL://U:ENC@DB/X?useSSL=true",
          "jdbc:postgresql://db/x?user=u&password=ENC&ssl=true",
          "jdbc:postgresql://h1:1,h2:2/x?PASSWORD=ENC",
          "jdbc:postgresql://db/x?sslpassword=ENC&user=u",
          "jdbc:sqlserver://db;user=a;password=ENC;x=y",
          "jdbc:mysql://u1:ENC@h1:1,u2:ENC@h2:2/x",
          "jdbc:mysql://address=(host=db)(port=1)(user=u)(password=ENC)/x",
          "jdbc:mysql://(host=db,port=1,user=u,password=ENC)/x",
          "jdbc:mysql://db/x?trustCertificateKeyStorePassword=ENC",
          "mongodb://a:ENC@h1:27017,h2:27017/x?authSource=admin",
          "mongodb+srv://a:ENC@db.example/shop?retryWrites=true");

  /** Only these name the parameter so that no pattern knows it, and the URL must have been read. */
  private static final List<String> READ_URLS = List.of("jdbc:mysql://db/x?%70assword=ENC");

  private final Random random = new Random(20261122);
  private final Path folder;

  SecretsFuzzTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** From short words to long ones with every character that means something somewhere. */
  private String secret() {
    StringBuilder text = new StringBuilder("Q7x");
    int length = 4 + random.nextInt(24);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.append("y7Q").toString();
  }

  private String encoded(String secret) {
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> form.replace("+", "%20");
      case 1 -> form.replace("+", "%20").replaceAll("%3([aA])", "%3a").replace("%2F", "%2f");
      case 2 -> everyCharacter(secret);
      default -> form;
    };
  }

  private static String everyCharacter(String text) {
    StringBuilder all = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      all.append(String.format("%%%02X", b));
    }
    return all.toString();
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }

  /** What drivers, parsers and this program could say. */
  private static List<String> messages(String url, String secret) {
    return List.of(
        url,
        "cannot connect to '" + url + "': no route",
        "Access denied for user 'u' (using " + secret + ")",
        "{user=a, password=" + secret + "}",
        "{\"user\":\"a\",\"password\":\"" + json(secret) + "\"}",
        "ERROR: syntax error at or near \"" + secret + "\"",
        "failed: ALTER USER u IDENTIFIED BY '" + secret.replace("'", "''") + "'",
        "failed: CREATE ROLE u PASSWORD '" + secret.replace("'", "''") + "'",
        "at line 1:\n" + secret,
        "jdbc%3Amysql%3A%2F%2Fu%3A" + everyCharacter(secret) + "%40db",
        Text.oneLine(secret + " is odd"),
        Text.oneLine("x".repeat(190) + " " + secret + secret));
  }

  private static Throwable failure(List<String> messages, Random random) {
    SQLException driver = new SQLException(messages.get(random.nextInt(messages.size())));
    driver.setNextException(new SQLException(messages.get(random.nextInt(messages.size()))));
    IllegalStateException failure =
        new IllegalStateException(messages.get(random.nextInt(messages.size())), driver);
    failure.addSuppressed(new IllegalArgumentException(messages.get(0)));
    driver.addSuppressed(failure);
    failure.setStackTrace(Arrays.copyOf(failure.getStackTrace(), 2));
    driver.setStackTrace(Arrays.copyOf(driver.getStackTrace(), 2));
    return failure;
  }

  /** Neither the secret nor a telling part of it, as it is or encoded. */
  private static void assertNoLeak(String where, String shown, String secret) {
    for (int i = 0; i + TELLING <= secret.length(); i++) {
      String part = secret.substring(i, i + TELLING);
      if (shown.contains(part)) {
        fail("%s shows \"%s\" of \"%s\": %s", where, part, secret, shown);
      }
    }
    String plain = URLDecoder.decode(shown.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), UTF_8);
    assertThat(plain.contains(secret)).as("%s, decoded, of %s: %s", where, secret, shown).isFalse();
    assertThat(shown.contains(json(secret))).as("%s, escaped: %s", where, shown).isFalse();
  }

  @Test
  void nothingThatIsShownHoldsASecret() {
    List<String> urls = new ArrayList<>(URLS);
    urls.addAll(READ_URLS);
    for (int i = 0; i < CASES; i++) {
      String secret = secret();
      String url = urls.get(i % urls.size()).replace("ENC", encoded(secret));
      Redactor redactor = new Redactor();
      redactor.addUrl(url);
      List<String> messages = messages(url, secret);
      for (String message : messages) {
        assertNoLeak("text", redactor.clean(Text.printable(message)), secret);
        assertNoLeak("SQL", redactor.cleanValues(message), secret);
      }
      Throwable failure = failure(messages, random);
      String message = messages.get(i % messages.size());
      assertNoLeak("text log", log(redactor, false, message, failure), secret);
      assertNoLeak("JSON log", log(redactor, true, message, failure), secret);
    }
  }

  private static String log(Redactor redactor, boolean json, String message, Throwable failure) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new LogWriter(new PrintStream(bytes, true, UTF_8), redactor, LogLevel.DEBUG, json, true, "x")
        .write(LogLevel.ERROR, "x", message, Map.of("version", message), failure);
    return bytes.toString(UTF_8);
  }

  /** The library knows no values: only places, and a value that is encoded as it must be. */
  @Test
  void theLibraryHidesSecretsByTheirPlace() {
    for (int i = 0; i < CASES; i++) {
      String secret = secret();
      String encoded = encoded(secret);
      String url = URLS.get(i % URLS.size()).replace("ENC", encoded);
      for (String message :
          List.of(
              url,
              "cannot connect to '" + url + "': no route",
              "failed: ALTER USER u IDENTIFIED BY '"
                  + secret.replace("\\", "\\\\").replace("'", "''")
                  + "'",
              "{\"user\":\"a\",\"password\":\"" + json(secret) + "\"}")) {
        String shown = Secrets.hide(message);
        assertNoLeak("message", shown, secret);
        assertThat(shown.contains(encoded)).as(shown).isFalse();
        assertThat(Secrets.shown(new RuntimeException("no", new SQLException(message)))).isTrue();
      }
    }
  }

  /** Whole commands, with the secret in a URL, a variable and a file. */
  @Test
  void noCommandShowsTheSecretOfAUrl() {
    for (int i = 0; i < 300; i++) {
      String secret = secret();
      String url = URLS.get(i % URLS.size()).replace("ENC", encoded(secret));
      Run run = new Run(folder).with("DATABASE_URL", url).with("MY_TOKEN", secret);
      run.with("ELOQUENT_LOG_FORMAT", i % 2 == 0 ? "json" : "text");
      for (List<String> words :
          List.of(
              List.of("migrate:config", "--debug", "--url", url),
              List.of("migrate:status", "--debug", "--url", url),
              List.of("migrate:config", "--debug", "--history-table", secret),
              List.of("migrate:status", "--debug", secret),
              List.of("migrate:status", "--debug", "--url=" + url, "--expect=" + secret))) {
        Run.Result result = run.call(words.toArray(String[]::new));
        assertNoLeak(String.join(" ", words), result.out() + result.err(), secret);
      }
    }
  }
}
