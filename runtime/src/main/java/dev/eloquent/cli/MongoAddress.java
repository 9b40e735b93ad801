package dev.eloquent.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of MongoDB as a variable has it, read as far as messages need without the driver. */
record MongoAddress(String uri) {
  private static final Pattern PARTS =
      Pattern.compile("mongodb(?:\\+srv)?://(?:[^/?@]*@)?([^/?@]+)(?:/([^/?@]*))?(?:\\?.*)?");

  /** What may be shown: the hosts; nothing of an address that cannot be read. */
  String hosts() {
    Matcher m = PARTS.matcher(uri);
    return m.matches() ? Text.oneLine(m.group(1)) : "***";
  }

  /** The database that it names. */
  Optional<String> database() {
    Matcher m = PARTS.matcher(uri);
    return m.matches()
        ? Optional.ofNullable(m.group(2)).filter(n -> !n.isEmpty())
        : Optional.empty();
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return hosts();
  }
}
