package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.sql.SQLException;

/** Where a history is opened; each call opens one of its own. */
public interface HistorySource {
  /** Connects; the caller closes what it gets. */
  History open(String table, Author author) throws SQLException;
}
