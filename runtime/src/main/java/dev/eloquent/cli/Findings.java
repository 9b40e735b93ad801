package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code migrate:doctor} found, as text or as JSON, without secrets. */
final class Findings {
  /** How bad it is. */
  enum Level {
    /** As it should be. */
    OK,
    /** Something to know, or to do by hand. */
    NOTE,
    /** Something to mend: the command fails. */
    WRONG
  }

  /**
   * A finding.
   *
   * @param area which part of the check-up
   * @param place the database and catalogue; empty for none
   * @param what what is so, and for what is wrong what to do
   */
  private record Finding(Level level, String area, String place, String what) {}

  private final List<Finding> all = new ArrayList<>();
  private String place = "";

  /** What follows is about that database and catalogue; empty for none. */
  void about(String label) {
    place = label;
  }

  void ok(String area, String what) {
    all.add(new Finding(Level.OK, area, place, what));
  }

  void note(String area, String what) {
    all.add(new Finding(Level.NOTE, area, place, what));
  }

  void wrong(String area, String what) {
    all.add(new Finding(Level.WRONG, area, place, what));
  }

  /** How many findings are wrong. */
  int wrong() {
    return (int) all.stream().filter(finding -> finding.level() == Level.WRONG).count();
  }

  void printText(Session session) {
    String last = "";
    for (Finding finding : all) {
      if (!finding.place().equals(last)) {
        session.print("\n" + finding.place());
        last = finding.place();
      }
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      session.print(String.format("  %-6s%-13s%s", level, finding.area(), finding.what()));
    }
    session.print("");
    session.print(wrong() == 0 ? "Nothing is wrong." : Text.count(wrong(), "thing") + " wrong.");
  }

  void printJson(Session session) {
    JsonDocument.print(
        session,
        out -> {
          out.writeNumberField("wrong", wrong());
          out.writeArrayFieldStart("findings");
          for (Finding finding : all) {
            out.writeStartObject();
            out.writeStringField("level", finding.level().name().toLowerCase(Locale.ROOT));
            out.writeStringField("area", finding.area());
            out.writeStringField("place", session.redactor().clean(finding.place()));
            out.writeStringField("what", session.redactor().clean(finding.what()));
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }
}
