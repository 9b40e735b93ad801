package dev.eloquent.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps before a statement runs that is recorded by itself, so that a later run
 * can tell whether it took effect, if nothing was recorded any more.
 *
 * <p>It needs neither the statement nor the code that had it.
 *
 * @param rule what the objects tell
 * @param objects those that decide, as they were before
 * @param environment what the text of a definition depends on; empty where none is compared
 */
public record Checkpoint(Rule rule, List<Named> objects, String environment) {
  /** How one finds out. */
  public enum Rule {
    /** Its effect on rows and its record are one transaction. */
    ROWS,
    /** It may run again: the second time changes nothing, or is refused as the first time is. */
    REPEAT,
    /** It took effect if the objects are there. */
    CREATES,
    /** It took effect if the objects are gone. */
    DROPS,
    /** Pairs of an old name that is there and a new one that is not: it took effect if changed. */
    RENAMES,
    /** It took effect if the object's definition is another one. */
    ALTERS,
    /** Nothing tells. */
    OPAQUE
  }

  /**
   * An object of the schema.
   *
   * @param kind such as {@code table}
   * @param name as the statement has it
   * @param state {@link #ABSENT}, {@link #PRESENT}, or the hash of its definition
   */
  public record Named(String kind, String name, String state) {
    /** It is not there. */
    public static final String ABSENT = "absent";

    /** It is there, and its definition does not matter. */
    public static final String PRESENT = "present";

    /** Whether it is not there. */
    public boolean absent() {
      return state.equals(ABSENT);
    }

    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  /** How a statement ended that nothing was recorded of. */
  public enum Outcome {
    /** It has no effect: it may run. */
    NOT_DONE,
    /** It took effect: it must not run again. */
    DONE,
    /** Only a person can tell. */
    UNKNOWN
  }

  /**
   * An outcome.
   *
   * @param why what was seen, as the end of a sentence
   */
  public record Settlement(Outcome outcome, String why) {
    static Settlement notDone(String why) {
      return new Settlement(Outcome.NOT_DONE, why);
    }

    /** It took effect. */
    public static Settlement done(String why) {
      return new Settlement(Outcome.DONE, why);
    }

    /** Nobody can tell. */
    public static Settlement unknown(String why) {
      return new Settlement(Outcome.UNKNOWN, why);
    }
  }

  /** Of a statement that shares a transaction with its record. */
  public static final Checkpoint ROWS = new Checkpoint(Rule.ROWS, List.of(), "");

  /** Of a statement that may run again, or that certainly has not begun. */
  public static final Checkpoint REPEAT = new Checkpoint(Rule.REPEAT, List.of(), "");

  /** Of a statement about which nothing is known. */
  public static final Checkpoint OPAQUE = new Checkpoint(Rule.OPAQUE, List.of(), "");

  /** Copies the list. */
  public Checkpoint {
    objects = List.copyOf(objects);
  }

  /** The text in the journal. */
  public String encode() {
    List<String> values = new ArrayList<>(List.of("before", rule.name(), environment));
    for (Named object : objects) {
      Collections.addAll(values, object.kind(), object.name(), object.state());
    }
    return Canonical.encode(values);
  }

  /** The checkpoint of a text; one that tells nothing if the text is none of ours. */
  public static Checkpoint decode(String text) {
    try {
      List<@Nullable String> values = Canonical.decode(text);
      if (values.size() < 3 || values.size() % 3 != 0 || !"before".equals(values.get(0))) {
        return OPAQUE;
      }
      List<Named> objects = new ArrayList<>();
      for (int i = 3; i < values.size(); i += 3) {
        objects.add(new Named(text(values, i), text(values, i + 1), text(values, i + 2)));
      }
      return new Checkpoint(Rule.valueOf(text(values, 1)), objects, text(values, 2));
    } catch (IllegalArgumentException e) {
      return OPAQUE;
    }
  }

  private static String text(List<@Nullable String> values, int i) {
    return String.valueOf(values.get(i));
  }

  /** Compares with the same objects as they are now. */
  public Settlement compare(List<Named> now, String environmentNow) {
    return switch (rule) {
      case ROWS, REPEAT -> Settlement.notDone("it may run again");
      case OPAQUE -> Settlement.unknown("the catalogue does not show its effect");
      case CREATES -> appearance(now, false);
      case DROPS -> appearance(now, true);
      case RENAMES -> renames(now);
      case ALTERS -> definition(now.get(0), environmentNow);
    };
  }

  private static Settlement appearance(List<Named> now, boolean drops) {
    long gone = now.stream().filter(Named::absent).count();
    if (gone == now.size()) {
      String why = now.get(0) + " is not there";
      return drops ? Settlement.done(why) : Settlement.notDone(why);
    }
    if (gone == 0) {
      String why = now.get(0) + " is there";
      return drops ? Settlement.notDone(why) : Settlement.done(why);
    }
    return Settlement.unknown("of " + now + " some are there and some are not");
  }

  private static Settlement renames(List<Named> now) {
    boolean all = true;
    boolean none = true;
    for (int i = 0; i < now.size(); i++) {
      boolean oldName = i % 2 == 0;
      boolean changed = now.get(i).absent() == oldName;
      all &= changed;
      none &= !changed;
    }
    if (all) {
      return Settlement.done(now.get(1) + " is there and " + now.get(0).name() + " is not");
    }
    return none
        ? Settlement.notDone(now.get(0) + " has its old name")
        : Settlement.unknown("of " + now + " some are there and some are not");
  }

  private Settlement definition(Named now, String environmentNow) {
    if (now.absent()) {
      return Settlement.unknown(now + " is not there any more");
    }
    if (!environment.equals(environmentNow)) {
      return Settlement.unknown(
          "the server's version, the SQL mode or the current database is another one now, so the"
              + " definitions of "
              + now
              + " cannot be compared");
    }
    return now.state().equals(objects.get(0).state())
        ? Settlement.notDone(now + " has the definition that it had before")
        : Settlement.done(now + " has another definition than before");
  }
}
