package com.example.shop.app;

import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.Migrators;
import dev.eloquent.registry.Catalogs;
import org.sqlite.SQLiteDataSource;

/** Brings the database up to date when it starts: all modules, in the order of their references. */
public final class Shop {
  private Shop() {}

  /** Takes the path of the database file. */
  public static void main(String[] args) {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + args[0]);
    Migrators.of(
            Catalogs.find(Shop.class.getClassLoader()),
            catalog -> Migrator.builder().dataSource(database).catalog(catalog).build())
        .run()
        .forEach((id, result) -> System.out.println(id + ": " + result.applied().size()));
  }
}
