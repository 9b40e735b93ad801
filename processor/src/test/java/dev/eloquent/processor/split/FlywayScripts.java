package dev.eloquent.processor.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random scripts out of all that Flyway's parser and a splitter could take for something else. */
final class FlywayScripts {
  private static final String[] NASTY = {
    "'",
    "''",
    "\"",
    "`",
    ";",
    ";;",
    "--",
    "-- x",
    "#",
    "/*",
    "*/",
    "$",
    "$$",
    "$a$",
    "$1",
    "(",
    ")",
    "{",
    "}",
    "\n",
    "\n\n",
    " ",
    "é",
    "😀",
    "BEGIN",
    "END;",
    "CASE",
    "\nDELIMITER //\n",
    "\\.",
    "x",
    "COPY t FROM stdin;\n",
    "E'",
    "//"
  };
  private static final String[] WORDS = {
    "a",
    "t1",
    "NULL",
    "42",
    "1.5e3",
    "=",
    "<>",
    "+",
    ",",
    "a.b",
    "t.end_at",
    "begins",
    "x_end",
    "SET",
    "FROM",
    "WHERE",
    "INTO",
    "VALUES",
    "é",
    "IF",
    "\n",
    "\n\n",
    "\t"
  };

  private final Random random;
  private final Syntaxes dialect;

  FlywayScripts(long seed, Syntaxes dialect) {
    this.random = new Random(seed);
    this.dialect = dialect;
  }

  String script() {
    StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
    int statements = random.nextInt(5);
    for (int i = 0; i < statements; i++) {
      text.append(gap());
      if (random.nextInt(3) == 0) {
        text.append(special());
      } else {
        text.append(statement()).append(one(";", " ;", "\n;\n", ";;", "; ;"));
      }
    }
    text.append(gap());
    if (random.nextInt(3) == 0) {
      text.append(statement());
    }
    text.append(one("", "\n", " ", "\n-- end", "\n/* end */"));
    String script = text.toString();
    return random.nextInt(4) == 0 ? script.replace("\n", "\r\n") : script;
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String nasty() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(one(NASTY));
    }
    return text.toString();
  }

  private String gap() {
    return switch (random.nextInt(6)) {
      case 0 -> "\n-- " + lineText() + "\n";
      case 1 -> " /* " + commentText() + " */ ";
      case 2 -> dialect == Syntaxes.MYSQL ? "\n#" + lineText() + "\n" : "\n\n\n";
      default -> "\n";
    };
  }

  private String lineText() {
    return nasty().replace("\n", "");
  }

  private String commentText() {
    return nasty().replace("/*", "").replace("*/", "").replace("/", "").replace("*", "");
  }

  private String quote(String quote, boolean escapes) {
    String text = nasty().replace("\\", escapes ? "\\\\" : "\\").replace(quote, quote + quote);
    return quote + text + (escapes ? one("", "\\" + quote) : "") + quote;
  }

  private String statement() {
    StringBuilder text = new StringBuilder(one("SELECT", "insert", "ALTER TABLE", "Update", "x"));
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      text.append(' ').append(token(2));
    }
    return text.toString();
  }

  private String token(int depth) {
    boolean mysql = dialect == Syntaxes.MYSQL;
    return switch (random.nextInt(9)) {
      case 0 -> quote("'", mysql);
      case 1 -> quote("\"", mysql);
      case 2 -> "/* " + commentText() + " */";
      case 3 -> "-- " + lineText() + "\n";
      case 4 -> depth == 0 ? "()" : "(" + token(depth - 1) + one(" ", ";") + token(depth - 1) + ")";
      case 5 -> own();
      default -> one(WORDS);
    };
  }

  private String own() {
    return switch (dialect) {
      case POSTGRESQL ->
          switch (random.nextInt(6)) {
            case 0 -> "$$" + nasty().replace("$", "") + "$$";
            case 1 -> "$q_1$" + nasty() + "$q_1$";
            case 2 -> "E" + quote("'", true);
            case 3 -> "U&" + quote("'", false);
            case 4 -> "/* a /* " + commentText() + " */ ; ' */";
            default -> "a$b$c";
          };
      case MYSQL ->
          switch (random.nextInt(4)) {
            case 0 -> quote("`", false);
            case 1 -> "# " + lineText() + "\n";
            case 2 -> "/*!50001 " + commentText() + " */";
            default -> "N" + quote("'", true);
          };
      case SQLITE -> quote("`", false);
    };
  }

  /** A statement that only its own rules can cut, with its end. */
  private String special() {
    return switch (dialect) {
      case POSTGRESQL -> postgresql();
      case MYSQL -> mysql();
      case SQLITE -> {
        String update = "UPDATE b SET c = CASE WHEN x THEN " + token(1) + " ELSE 2 END;\n";
        yield "CREATE "
            + one("", "TEMP ")
            + "TRIGGER t AFTER INSERT ON a\nBEGIN\n"
            + body(update)
            + "END;";
      }
    };
  }

  private String body(String... special) {
    List<String> body = new ArrayList<>(List.of(statement() + ";\n"));
    for (int i = random.nextInt(4); i > 0; i--) {
      body.add(random.nextBoolean() ? one(special) : statement() + ";" + gap());
    }
    return String.join(" ", body);
  }

  private String postgresql() {
    return switch (random.nextInt(4)) {
      case 0 ->
          "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql\nBEGIN ATOMIC\n"
              + body("SELECT CASE WHEN a THEN " + token(1) + " END;\n")
              + "END;";
      case 1 ->
          "COPY t (a, \"b;\") FROM "
              + one("stdin", "STDIN")
              + one("", " WITH (FORMAT csv)")
              + ";\n"
              + nasty().replace("\\.", "")
              + "\n\\.\n";
      case 2 ->
          one(
                  "CREATE INDEX CONCURRENTLY i",
                  "VACUUM",
                  "DROP DATABASE",
                  "REINDEX SCHEMA",
                  "DISCARD ALL")
              + one("", " t", " -- c\n")
              + ";";
      default -> "DO $body$BEGIN " + nasty() + " END;$body$;";
    };
  }

  private String mysql() {
    String header =
        one(
            "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW\n",
            "CREATE PROCEDURE p(IN a INT)\n",
            "create function f() returns int deterministic ",
            "CREATE DEFINER=`a`@`b` PROCEDURE p()\n");
    String block =
        "BEGIN "
            + body(
                "IF a THEN SET b = 1; ELSEIF c THEN SET d = IF(1, 2, 3); END IF;\n",
                "l: LOOP LEAVE l; END LOOP l;\n",
                "WHILE a DO SET b = CASE a WHEN 1 THEN 2 END; END WHILE;\n",
                "REPEAT SET a = REPEAT('x', 2); UNTIL b END REPEAT;\n",
                "CASE a WHEN 1 THEN BEGIN SET b = 2; END; ELSE SET c = 3; END CASE;\n")
            + one("END", "end /* c */");
    if (random.nextBoolean()) {
      return header + block + ";";
    }
    String delimiter = one("//", "$$", ";;", "|");
    String body = block.replace(delimiter, "").replace("//", "").replace("$$", "");
    return "DELIMITER " + delimiter + "\n" + header + body + delimiter + "\nDELIMITER ;\n";
  }
}
