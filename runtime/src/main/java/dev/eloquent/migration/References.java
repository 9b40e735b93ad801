package dev.eloquent.migration;

import java.sql.SQLException;
import java.util.Set;

/** Whether the tables are there that foreign keys of a catalogue refer to in others. */
final class References {
  private final Session session;

  References(Session session) {
    this.session = session;
  }

  /**
   * Refuses if one is missing. Not every database does: SQLite takes a foreign key to a table that
   * is not there.
   *
   * @param coming tables that are not looked for
   */
  void check(Set<String> coming) throws SQLException {
    Settings settings = session.settings();
    for (String table : settings.catalog().references(session.history().dialect())) {
      if (!coming.contains(table) && !session.history().hasTable(table)) {
        String id = settings.catalog().id();
        throw new MigrationException(
            MigrationProblem.MISSING_REFERENCE,
            "Foreign keys of "
                + (id.isEmpty() ? "the default catalogue" : "catalogue " + id)
                + " refer to table "
                + table
                + " of another catalogue, which is not in this database. Nothing was applied."
                + " Migrate that catalogue first, into the same schema; a run that has both on its"
                + " class path takes them in order.",
            null);
      }
    }
  }
}
