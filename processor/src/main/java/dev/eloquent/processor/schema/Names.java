package dev.eloquent.processor.schema;

import dev.eloquent.format.Checksums;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Derived names of constraints and indexes: a function of table and columns alone, and short enough
 * everywhere.
 */
public final class Names {
  /** The longest name, in UTF-8 bytes, that every dialect keeps whole (PostgreSQL's limit). */
  public static final int MAX_BYTES = 63;

  private static final int HASH_DIGITS = 8;

  private Names() {}

  /** {@code pk_users}. */
  public static String primaryKey(String table) {
    return fit("pk_" + table);
  }

  /** {@code idx_users_email}, {@code uq_users_email} for a unique one. */
  public static String index(String table, List<String> columns, boolean unique) {
    return fit((unique ? "uq_" : "idx_") + table + "_" + String.join("_", columns));
  }

  /** {@code idx_email}, {@code uq_email}: of a collection, whose indexes have its name in front. */
  public static String collectionIndex(List<String> fields, boolean unique) {
    return fit((unique ? "uq_" : "idx_") + String.join("_", fields));
  }

  /** {@code fk_orders_user_id}. */
  public static String foreignKey(String table, List<String> columns) {
    return fit("fk_" + table + "_" + String.join("_", columns));
  }

  /** {@code ck_orders_status}, the check of an enum column. */
  public static String check(String table, String column) {
    return fit("ck_" + table + "_" + column);
  }

  /** The name itself, or, over {@value #MAX_BYTES} bytes, its beginning and a hash of the whole. */
  public static String fit(String name) {
    if (bytes(name) <= MAX_BYTES) {
      return name;
    }
    String hash = "_" + Checksums.sha256(name).substring(0, HASH_DIGITS);
    int end = name.length();
    while (bytes(name.substring(0, end)) + hash.length() > MAX_BYTES) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end) + hash;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
