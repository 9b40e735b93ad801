package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The journal's end, which the next event continues; goes back with a transaction. */
public final class JournalEnd {
  private final Author author;
  private long lastId;
  private String lastHash = "";
  private long markedId;
  private String markedHash = "";

  /** Begins with an empty journal, for events of that author. */
  public JournalEnd(Author author) {
    this.author = author;
  }

  /** Remembers the journal's end for {@link #reset}. */
  public void mark() {
    markedId = lastId;
    markedHash = lastHash;
  }

  /** Goes back to the end that was remembered. */
  public void reset() {
    lastId = markedId;
    lastHash = markedHash;
  }

  /** Takes the newest event over that was read; null if there is none. */
  public void moveTo(@Nullable JournalEvent last) {
    if (last != null) {
      lastId = last.id();
      lastHash = last.hash();
      mark();
    }
  }

  /** The event that continues the journal. */
  JournalEvent next(JournalEntry entry, int rankAfter, Instant now) {
    long id = lastId + 1;
    String at = ServerClock.utc(now);
    String hash = JournalEvent.hash(id, entry, rankAfter, author, at, lastHash);
    return new JournalEvent(id, entry, rankAfter, author, at, lastHash, hash);
  }

  /** That event is written. */
  void advance(JournalEvent event) {
    lastId = event.id();
    lastHash = event.hash();
  }
}
