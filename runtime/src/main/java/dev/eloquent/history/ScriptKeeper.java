package dev.eloquent.history;

import java.sql.SQLException;

/** Goes along with a script, in its transaction, and keeps what the script would lose. */
public interface ScriptKeeper {
  /** Keeps nothing. */
  ScriptKeeper NONE =
      new ScriptKeeper() {
        @Override
        public void before(String sql) {}

        @Override
        public void finish() {}
      };

  /** Comes before each statement. */
  void before(String sql) throws SQLException;

  /** Comes after the last statement, before the commit. */
  void finish() throws SQLException;
}
