package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://root:hunter2@db/shop",
        "jdbc:postgresql://db/shop?user=a&password=hunter2&ssl=true",
        "jdbc:sqlserver://db;user=a;password=hunter2;x=y",
        "mongodb+srv://a:hunter2@db.example/shop",
        "{user=a, password=hunter2}",
        "sslPassword = hunter2",
        "PGPASSWORD='hunter2'",
        "jdbc:mysql://root:p@hunter2@db/shop"
      })
  void hidesPasswordsByTheirPlace(String text) {
    assertThat(new Redactor().clean(text)).doesNotContain("hunter2").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"password\": \"@\"",
        "\"password\": \"\\\"@\"",
        "CREATE USER a IDENTIFIED BY '@'",
        "CREATE USER a IDENTIFIED BY 'x''@'",
        "CREATE USER a IDENTIFIED BY 'x\\'@'"
      })
  void hidesASecretOfAnyLength(String text) {
    String secret = "hunter2".repeat(10_000);
    assertThat(new Redactor().clean(text.replace("@", secret) + " end"))
        .doesNotContain("hunter2")
        .contains("***")
        .endsWith(" end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite:/srv/app.sqlite",
        "password authentication failed for user \"shop\"",
        "see https://example.org/a:b@c"
      })
  void leavesOrdinaryTextAlone(String text) {
    assertThat(new Redactor().clean(text)).isEqualTo(text);
  }

  @Test
  void hidesAShortSecretOnlyWhereItStandsAlone() {
    Redactor redactor = new Redactor();
    redactor.add("postgres");
    assertThat(redactor.clean("postgresql: login as postgres/postgres failed"))
        .isEqualTo("postgresql: login as ***/*** failed");
  }

  @Test
  void learnsTheSecretsOfAUrl() {
    Redactor redactor = new Redactor();
    redactor.addUrl("jdbc:mysql://root:a%20long%20secret@db/x?password=second%21one");
    assertThat(redactor.clean("no: a long secret, a%20long%20secret, second!one"))
        .isEqualTo("no: ***, ***, ***");
  }

  @Test
  void leavesSqlAsItIsButForKnownValues() {
    Redactor redactor = new Redactor();
    redactor.add("correct horse");
    String sql = "UPDATE users SET password = 'x' -- correct horse";
    assertThat(redactor.cleanValues(sql)).isEqualTo("UPDATE users SET password = 'x' -- ***");
  }

  /** Within seconds: what takes the square of the length takes hours. */
  @ParameterizedTest
  @ValueSource(strings = {"y", "//", "?a=", "%41", "password", "\"", "'", " …", "u:p@"})
  @Timeout(30)
  void isDoneSoonWithALongText(String piece) {
    Redactor redactor = new Redactor();
    redactor.add("correct horse battery staple");
    redactor.addUrl("jdbc:mysql://u:hunter2@db/x?password=second%21one");
    String text = piece.repeat((1 << 20) / piece.length());
    assertThat(redactor.clean(text)).isNotEmpty();
    redactor.addUrl("jdbc:mysql://" + text);
  }

  @Test
  void hidesGeneratedSecretsInEveryForm() {
    Random random = new Random(20261121);
    String alphabet = "abcXYZ019!#$%&'()*+,-./:;<=>?@[]^_`{|}~ é";
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder("Q7");
      int length = 6 + random.nextInt(20);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String secret = text.append("7Q").toString();
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      Redactor redactor = new Redactor();
      redactor.addUrl("jdbc:postgresql://db/x?user=u&password=" + encoded);
      for (String message :
          List.of(
              "Access denied, using " + secret + "!",
              "jdbc:postgresql://db/x?user=u&password=" + encoded + "&ssl=true",
              "{password=" + secret + "}",
              "jdbc:mysql://u:" + encoded + "@db:3306/x")) {
        assertThat(redactor.clean(message)).doesNotContain(secret).doesNotContain(encoded);
      }
    }
  }
}
