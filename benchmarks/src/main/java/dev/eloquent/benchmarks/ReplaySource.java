package dev.eloquent.benchmarks;

import com.mysql.cj.jdbc.MysqlDataSource;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** The same data source for all programs; none looks for drivers. */
final class ReplaySource {
  private ReplaySource() {}

  static DataSource of(String dialect, String url) {
    return switch (dialect) {
      case "sqlite" -> sqlite(url);
      case "mysql" -> mysql(url);
      default -> postgresql(url);
    };
  }

  private static DataSource sqlite(String url) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(url);
    return source;
  }

  private static DataSource mysql(String url) {
    MysqlDataSource source = new MysqlDataSource();
    source.setUrl(url);
    source.setUser("root");
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
