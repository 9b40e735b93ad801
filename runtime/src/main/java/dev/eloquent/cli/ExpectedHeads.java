package dev.eloquent.cli;

import dev.eloquent.format.OutputNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code --expect-head} says: one head, or {@code ID=HEAD} for each of several catalogues. */
final class ExpectedHeads {
  private static final Pattern HEAD = Pattern.compile("(?:(\\w*)=)?([0-9]{1,18}:[0-9a-f]{64})");

  private final Map<String, String> heads = new HashMap<>();
  private @Nullable String only;

  /**
   * Reads the option.
   *
   * @throws CliException if it is no head
   */
  void parse(String option) {
    String[] parts = option.split(",", -1);
    for (String part : parts) {
      Matcher m = HEAD.matcher(part);
      String id = m.matches() ? m.group(1) : null;
      if (!m.matches() || (id == null && parts.length > 1)) {
        throw CliException.usage(
            "--expect-head \""
                + Text.oneLine(part)
                + "\" is no head: NUMBER:HASH, or ID=NUMBER:HASH of several catalogues.");
      }
      if (id == null) {
        only = m.group(2);
      } else if (heads.put(id, m.group(2)) != null) {
        throw CliException.usage("--expect-head names " + OutputNames.shown(id) + " twice.");
      }
    }
  }

  /**
   * Checks that each is of one of these catalogues.
   *
   * @throws CliException naming the one that is not
   */
  void checkNames(List<Place> places) {
    if (only != null && places.size() > 1) {
      throw CliException.usage(
          CliProblem.EXPECTED_HEAD,
          "--expect-head is one head, and each of the catalogues has its own. Say whose it is:"
              + " --expect-head ID=HEAD, with commas between several; nothing stands before the = for"
              + " the default catalogue.");
    }
    for (String id : heads.keySet()) {
      if (places.stream().noneMatch(place -> place.catalog().equals(id))) {
        throw CliException.usage(
            CliProblem.EXPECTED_HEAD,
            "--expect-head names " + OutputNames.shown(id) + ", which is not validated here.");
      }
    }
  }

  /** The one that the journal of the catalogue must lead on from; null for none. */
  @Nullable String of(Place place) {
    if (!place.oneOfSeveral()) {
      checkNames(List.of(place));
    }
    return only != null ? only : heads.get(place.catalog());
  }
}
