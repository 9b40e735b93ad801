package dev.eloquent.benchmarks;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** The same data source for both ways; neither looks for drivers. */
final class ReplaySource {
  private ReplaySource() {}

  static DataSource of(String dialect, String url) {
    return dialect.equals("sqlite") ? sqlite(url) : postgresql(url);
  }

  private static DataSource sqlite(String url) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(url);
    return source;
  }

  private static DataSource postgresql(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser("postgres");
    source.setPassword("postgres");
    return source;
  }
}
