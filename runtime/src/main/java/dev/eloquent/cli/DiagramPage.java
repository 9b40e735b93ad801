package dev.eloquent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The diagram as one page that needs no network: Mermaid's own script is part of it. */
final class DiagramPage {
  private static final String SCRIPT = "/*MERMAID*/";
  private static final String SOURCE = "/*SOURCE*/";
  private static final String TITLE = "/*TITLE*/";

  private DiagramPage() {}

  /**
   * The page.
   *
   * @param diagram in Mermaid's language
   */
  static String of(String title, String diagram) {
    String page = read("diagram.html");
    StringBuilder text = new StringBuilder();
    int from = 0;
    // Piece by piece, so that nothing that is put in is looked through for the next place.
    for (String place : new String[] {TITLE, TITLE, SOURCE, SCRIPT}) {
      int at = page.indexOf(place, from);
      text.append(page, from, at);
      text.append(
          switch (place) {
            case TITLE -> html(title);
            case SOURCE -> json(diagram);
            default -> script(read("mermaid.min.js"));
          });
      from = at + place.length();
    }
    return text.append(page, from, page.length()).toString();
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A string of JSON that ends no element of a page. */
  private static String json(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              boolean plain = c >= ' ' && c < 0x7F && "\"\\<>&".indexOf(c) < 0;
              json.append(plain ? String.valueOf((char) c) : String.format("\\u%04x", c));
            });
    return json.append('"').toString();
  }

  /** In a script these may only stand in strings and patterns, where the escape means the same. */
  private static String script(String text) {
    return text.replace("<!--", "\\x3c!--")
        .replace("</script", "\\x3c/script")
        .replace("<script", "\\x3cscript");
  }

  private static String read(String name) {
    try (InputStream in = DiagramPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw CliException.failed("this jar has no " + name + ", which the page needs.", null);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CliException.failed(name + " in this jar cannot be read.", e);
    }
  }
}
