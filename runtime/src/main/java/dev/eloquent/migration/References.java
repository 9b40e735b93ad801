package dev.eloquent.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the tables are there that foreign keys of a catalogue refer to in others. */
final class References {
  private final Session session;

  References(Session session) {
    this.session = session;
  }

  /**
   * Refuses if any is missing. Not every database does: SQLite takes a foreign key to a table that
   * is not there.
   *
   * @param coming tables that are not looked for
   */
  void check(Set<String> coming) throws SQLException {
    MigrationCatalog catalog = session.settings().catalog();
    List<String> missing = new ArrayList<>();
    for (String table : catalog.references(session.history().dialect())) {
      if (!coming.contains(table) && !session.history().hasTable(table)) {
        missing.add(table);
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingReferenceException(catalog.id(), missing);
    }
  }
}
