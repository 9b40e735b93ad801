package dev.eloquent.migration;

import dev.eloquent.history.JournalEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lock file's chain hash for what the journal says is applied: empty unless that is a beginning
 * of the code's sealed versions, none missing and none different.
 *
 * <p>A start takes the hash for "nothing is pending", so it must never say more than is true.
 */
final class LockChain {
  private final HistoryState state;
  private final Versions versions;
  private final List<CatalogVersion> all;

  /** How many of the code's versions, from the first on, are known to be applied: at least. */
  private int complete;

  LockChain(HistoryState state, Versions versions) {
    this.state = state;
    this.versions = versions;
    this.all = versions.list();
  }

  /** The hash with the code's version applied, too, whatever is above or below it. */
  String with(CatalogVersion version) {
    String key = Versions.key(version);
    int end = walk(complete);
    complete = end;
    if (end < all.size() && all.get(end).version() == version.version()) {
      end = walk(end + 1);
    }
    String newest = state.newestRecorded();
    boolean onTop = newest == null || Versions.ORDER.compare(key, newest) > 0;
    return version.state() == CatalogVersion.State.SEALED ? hash(end, onTop ? key : newest) : "";
  }

  /** The hash without that version. */
  String without(String version) {
    complete = walk(complete);
    while (complete > 0
        && Versions.ORDER.compare(Versions.key(all.get(complete - 1)), version) >= 0) {
      complete--;
    }
    String newest = state.newestRecorded();
    return hash(complete, version.equals(newest) ? state.recordedBelow(version) : newest);
  }

  private String hash(int end, @Nullable String newest) {
    CatalogVersion last = end == 0 ? null : all.get(end - 1);
    return last != null && Versions.key(last).equals(newest) ? last.chainHash() : "";
  }

  private int walk(int from) {
    int end = from;
    while (end < all.size() && isApplied(all.get(end))) {
      end++;
    }
    return end;
  }

  /** Rows that are in no event yet do not count: an event tells of the state behind itself. */
  private boolean isApplied(CatalogVersion version) {
    String key = Versions.key(version);
    HistoryState.Applied applied = state.applied(key);
    if (applied == null) {
      return state.belowBaseline(key);
    }
    JournalEvent event = applied.event();
    if (event == null || applied.draft() || version.state() != CatalogVersion.State.SEALED) {
      return false;
    }
    return applied.sha256().isEmpty()
        ? Adopter.matches(applied.row(), versions.file(version))
        : applied.sha256().equals(versions.file(version).sha256());
  }
}
