package dev.eloquent.migration;

import dev.eloquent.testkit.TestDatabase;

/** A run or a rollback whose connections are cut right behind a statement's effect. */
public final class Interruption {
  private Interruption() {}

  /** Does that; what the migrator says of it is for other tests. */
  public static void behind(
      String sql, TestDatabase database, MigrationCatalog catalog, boolean undo) {
    TestSource source = new TestSource(database);
    EndingSource ending = new EndingSource(source, sql, true, () -> CutOffTest.cut(database));
    Migrator migrator =
        Migrator.builder().dataSource(ending).catalog(catalog).draftsAllowed(true).build();
    try {
      if (undo) {
        migrator.rollback(RollbackOptions.step(1));
      } else {
        migrator.run();
      }
    } catch (MigrationException e) {
      return;
    }
    throw new IllegalStateException("not interrupted: " + sql);
  }
}
