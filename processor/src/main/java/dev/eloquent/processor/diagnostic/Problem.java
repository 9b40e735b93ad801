package dev.eloquent.processor.diagnostic;

import java.util.Locale;

/**
 * The catalogue of everything the processor reports. A code is never given to another problem;
 * numbers group by stage: 0xx options and environment, 1xx models, 2xx names and schema, 3xx
 * committed history, 4xx changes, 5xx dialects.
 *
 * <p>A message says what, where and the fix; {@code %s} are its arguments.
 */
public enum Problem {
  /** An option's value cannot be used. */
  BAD_OPTION("ELQ001", Severity.ERROR, "option -A%s: \"%s\" %s"),
  /** No build file, so no default history folder. */
  NO_BUILD_FILE(
      "ELQ002",
      Severity.ERROR,
      "no pom.xml, build.gradle or build.gradle.kts above the class output, so the history folder is unknown: pass"
          + " -Aeloquent.migrations=DIR"),
  /** A statement holds what Flyway takes for a placeholder. */
  SCRIPT_PLACEHOLDER(
      "ELQ550",
      Severity.ERROR,
      "%s, %s: the statement contains \"${\", which Flyway would replace as a placeholder: write the name, expression"
          + " or default without it"),
  /** A statement would be cut elsewhere when its file is read again. */
  SCRIPT_NOT_ONE_STATEMENT(
      "ELQ551",
      Severity.ERROR,
      "%s, %s: an expression in it leaves a quote or comment open, or holds a semicolon or a carriage return: write it"
          + " as one complete SQL expression"),
  /** An option with our prefix that does not exist. */
  UNKNOWN_OPTION("ELQ003", Severity.ERROR, "option -A%s does not exist%s; the options are %s"),
      "%s, %s: an expression in it leaves a quote or comment open, or holds a semicolon, a carriage return, a NUL"
          + " or half a surrogate pair: write it as one complete SQL expression"),
  /** A name that SQLite, or the rebuild of tables, keeps for itself. */
  SQLITE_NAME_RESERVED(
      "ELQ555",
      Severity.ERROR,
      "\"%s\" cannot be a name on SQLite: names that begin with sqlite_ or eloquent_ are reserved. Choose another one"),
  /** Two names that SQLite does not tell apart. */
  SQLITE_NAME_TAKEN(
      "ELQ556",
      Severity.ERROR,
      "\"%s\" is the same name as \"%s\" on SQLite, where tables and indexes share their names and case does not"
          + " count. Rename one of the two"),
  /** A name that a script cannot hold. */
  SQLITE_NAME_UNWRITABLE(
      "ELQ557",
      Severity.ERROR,
      "\"%s\" cannot be written into a migration: it holds \"${\", which Flyway takes for a placeholder, or a control"
          + " character that files do not keep. Choose another name"),
  /** An identity column that is not the whole primary key, or no whole number. */
  SQLITE_IDENTITY(
      "ELQ558",
      Severity.ERROR,
      "%s: on SQLite only an integer that is the whole primary key can be counted up. Use another @Id strategy, or"
          + " leave sqlite out of -Aeloquent.dialects"),
  /** A default that is no value of the column's type. */
  SQLITE_DEFAULT(
      "ELQ559",
      Severity.ERROR,
      "default \"%s\" is no %s: write a literal of the column's type, or \"sql:\" and an expression"),
  /** A change of type that keeps no meaning. */
  SQLITE_CONVERSION(
      "ELQ560",
      Severity.ERROR,
      "%s: SQLite cannot turn values of type %s into %s. Add a new column and drop the old one, or leave sqlite out of"
          + " -Aeloquent.dialects"),
  /** Something failed that should not. */
  INTERNAL("ELQ099", Severity.ERROR, "internal error, please report it: %s"),
  /** A model without primary key. */
  NO_PRIMARY_KEY(
      "ELQ101",
      Severity.ERROR,
      "%s has no primary key: mark a field with @Id, such as: @Id private Long id;"),
  /** {@code @Model} on something that cannot have a table. */
  NO_ENTITY("ELQ102", Severity.ERROR, "%s cannot be a model, because %s: %s"),
  /** A field whose Java type has no column type. */
  NO_COLUMN_TYPE("ELQ103", Severity.ERROR, "%s: %s has no column type: %s"),
  /** {@code @Column(type)} names no type. */
  UNKNOWN_TYPE("ELQ104", Severity.ERROR, "%s: there is no column type \"%s\"%s; the types are %s"),
  /** A length, precision or scale where the type has none. */
  SIZE_NOT_ALLOWED("ELQ105", Severity.ERROR, "%s: %s has no effect on %s: %s"),
  /** A length, precision or scale out of range. */
  BAD_SIZE("ELQ106", Severity.ERROR, "%s: %s = %s is out of range: %s"),
  /** A time attribute on a field that holds no time. */
  NO_TIMESTAMP_FIELD(
      "ELQ107",
      Severity.ERROR,
      "%s: %s needs a field that holds a date with time of day, not %s: use Instant, OffsetDateTime, ZonedDateTime or LocalDateTime"),
  /** nullable = true where no null can be. */
  NEVER_NULLABLE(
      "ELQ108",
      Severity.ERROR,
      "%s: nullable = true contradicts %s, which is never NULL: remove it%s"),
  /** Time attributes that contradict each other. */
  TIMESTAMP_CONTRADICTION("ELQ109", Severity.ERROR, "%s: %s: %s"),
  /** A default or backfill that is no value of the type. */
  BAD_LITERAL("ELQ110", Severity.ERROR, "%s: %s = \"%s\" does not fit %s: %s"),
  /** A default where the column cannot have one. */
  DEFAULT_NOT_ALLOWED("ELQ111", Severity.ERROR, "%s: %s is not possible, because %s: %s"),
  /** A key strategy that does not fit the key. */
  BAD_ID_STRATEGY("ELQ112", Severity.ERROR, "%s: strategy %s is not possible, because %s: %s"),
  /** A foreign key to something that is no model. */
  REFERENCES_NO_MODEL(
      "ELQ113",
      Severity.ERROR,
      "%s: the foreign key references %s, which is no model: mark that class with @Model, or name another one"),
  /** A foreign key to columns that are not unique. */
  REFERENCES_NO_KEY(
      "ELQ114",
      Severity.ERROR,
      "%s: (%s) is neither the primary key nor a unique index of %s: reference %s"),
  /** A foreign key between columns of different types. */
  REFERENCE_TYPE_MISMATCH(
      "ELQ115",
      Severity.ERROR,
      "%s: column %s is %s, but references %s.%s, which is %s: give both the same type"),
  /** A field that references a model with a composite key. */
  COMPOSITE_REFERENCE(
      "ELQ116",
      Severity.ERROR,
      "%s: %s has a composite key (%s), which one field cannot hold: declare a field for each of its columns, mark this one @Transient, and put @ForeignKey(references = %s.class, columns = {...}) on the class"),
  /** A referential action that the columns do not allow. */
  BAD_REFERENTIAL_ACTION(
      "ELQ117", Severity.ERROR, "%s: %s = %s is not possible, because column %s is NOT NULL%s: %s"),
  /** A foreign key to a table that is not always there. */
  REFERENCES_OTHER_CONNECTION(
      "ELQ118",
      Severity.ERROR,
      "%s: %s cannot reference %s, which exists only with connection \"%s\": give both the same connection"),
  /** A foreign key whose columns are missing, too many, or do not pair. */
  BAD_FOREIGN_KEY("ELQ119", Severity.ERROR, "%s: %s: %s"),
  /** A column that the table does not have. */
  UNKNOWN_COLUMN("ELQ120", Severity.ERROR, "%s: %s has no column \"%s\"%s; its columns are %s"),
  /** An index that names no column, or one twice. */
  BAD_INDEX("ELQ121", Severity.ERROR, "%s: %s: %s"),
  /** {@code @Model(connection)} names none. */
  UNKNOWN_CONNECTION(
      "ELQ122",
      Severity.ERROR,
      "%s: there is no connection \"%s\"%s; leave it out for every SQL dialect, or use \"pg\", \"mysql\" or \"sqlite\" for one"),
  /** A collection, which is still to come. */
  NO_COLLECTIONS(
      "ELQ123",
      Severity.ERROR,
      "%s: connection \"mongo\": collections are not supported by this release; remove the connection, or @Model"),
  /** Primary keys that reference each other in a circle. */
  CYCLIC_KEY(
      "ELQ124",
      Severity.ERROR,
      "%s: its type is that of a key that in the end references this column itself: give one of them a column of its own"),
  /** SQL text that is empty or holds a NUL. */
  BAD_TEXT("ELQ125", Severity.ERROR, "%s: %s %s: %s"),
  /** A column annotation where there is no column. */
  NO_COLUMN_HERE("ELQ126", Severity.ERROR, "%s: @%s has no effect, because %s: remove one of them"),
  /** A foreign key to a class whose own key cannot be read. */
  UNREADABLE_TARGET(
      "ELQ127",
      Severity.ERROR,
      "%s: the key of %s, which is not in this compilation, cannot be read: compile that class again and see its errors"),
  /** A name that is empty or holds what no name may. */
  BAD_NAME("ELQ201", Severity.ERROR, "%s: \"%s\" is no usable %s name: %s"),
  /** A name that a database would cut. */
  NAME_TOO_LONG(
      "ELQ202",
      Severity.ERROR,
      "%s: the %s name \"%s\" has %s bytes, and PostgreSQL cuts names after 63: give a shorter one with %s"),
  /** Two models for one table. */
  DUPLICATE_TABLE(
      "ELQ203",
      Severity.ERROR,
      "%s: its table %s is the table of %s, too: give one of them another name with @Model(table = \"...\")"),
  /** Two fields for one column. */
  DUPLICATE_COLUMN(
      "ELQ204",
      Severity.ERROR,
      "%s: its column %s is the column of %s, too: give one of them another name with @Column(name = \"...\")"),
  /** Two indexes of one name. */
  DUPLICATE_INDEX(
      "ELQ205",
      Severity.ERROR,
      "%s: the index name %s is already that of %s, and such names are unique in a schema: give another one with name = \"...\""),
  /** Two constraints of one name. */
  DUPLICATE_CONSTRAINT(
      "ELQ206",
      Severity.ERROR,
      "%s: the constraint name %s is already that of %s, and such names are unique in a schema: give another one with name = \"...\""),
  /** A name that belongs to this tool, to Flyway or to SQLite. */
  RESERVED_NAME(
      "ELQ207", Severity.ERROR, "%s: the %s name \"%s\" is reserved for %s: choose another one"),
  /** A rename to the same name. */
  RENAMED_FROM_ITSELF(
      "ELQ208",
      Severity.ERROR,
      "%s: renamedFrom = \"%s\" is its present name: remove it, or give the former name");
  /** A {@code renamedFrom} whose former name the snapshot does not have. */
  RENAME_OF_NOTHING(
      "ELQ401",
      Severity.ERROR,
      "renamedFrom = \"%s\" of %s names nothing: the last sealed version has no such %s. Correct it, or remove it"),
  /** A {@code renamedFrom} whose former name still is in use. */
  RENAME_OF_PRESENT(
      "ELQ402",
      Severity.ERROR,
      "renamedFrom = \"%s\" of %s cannot be: there still is a %s of that name, and it is not renamed itself. Correct"
          + " it, or remove it"),
  /** Two elements with the same {@code renamedFrom}. */
  RENAME_CLAIMED_TWICE(
      "ELQ403",
      Severity.ERROR,
      "renamedFrom = \"%s\" of %s is claimed by %s, too: only one can be the former %s. Remove one of the two"),
  /** A column vanished and one of its type appeared. */
  POSSIBLE_COLUMN_RENAME(
      "ELQ404",
      Severity.WARNING,
      "column %s is new, and %s of the same type (%s) is gone with its values. If it was renamed, say so:"
          + " @Column(renamedFrom = %s)"),
  /** A table vanished and one with the same columns appeared. */
  POSSIBLE_TABLE_RENAME(
      "ELQ405",
      Severity.WARNING,
      "table %s is new, and %s with the same columns is gone with its rows. If it was renamed, say so:"
          + " @Model(renamedFrom = %s)"),
  /** A table is dropped. */
  TABLE_DROPPED(
      "ELQ420",
      Severity.WARNING,
      "dropping table %s loses all its rows. Keep its model, or seal with --allow-destructive"),
  /** A column is dropped. */
  COLUMN_DROPPED(
      "ELQ421",
      Severity.WARNING,
      "dropping column %s (%s) loses its values. Keep its field, or seal with --allow-destructive"),
  /** A column is dropped, and one like it appears in another table. */
  COLUMN_MOVED(
      "ELQ422",
      Severity.WARNING,
      "dropping column %s (%s) loses its values: the new column %s does not take them over. Seal the new column first,"
          + " copy the values in a version written by hand, then remove the old field and seal with"
          + " --allow-destructive"),
  /** A type holds less than before. */
  TYPE_NARROWED(
      "ELQ423",
      Severity.WARNING,
      "changing %s from %s to %s cuts or rejects values that do not fit any more. Keep the type, or check the values"
          + " and seal with --allow-destructive"),
  /** A type cannot hold what the one before it held. */
  TYPE_LOSES_VALUES(
      "ELQ424",
      Severity.WARNING,
      "changing %s from %s to %s loses what the new type cannot hold. Add a column of the new type beside it, or seal"
          + " with --allow-destructive"),
  /** An enum has lost constants. */
  ENUM_NARROWED(
      "ELQ425",
      Severity.WARNING,
      "%s no longer takes %s: rows that hold it make the migration fail. Change those rows first, then seal with"
          + " --allow-destructive"),
  /** A table loses its primary key. */
  PRIMARY_KEY_DROPPED(
      "ELQ426",
      Severity.WARNING,
      "table %s loses its primary key (%s), so nothing keeps its rows apart. Keep an @Id, or seal with"
          + " --allow-destructive"),
  /** A new column that existing rows cannot have. */
  COLUMN_UNFILLABLE(
      "ELQ430",
      Severity.WARNING,
      "new column %s (%s) is NOT NULL, and existing rows have no value for it. Give it @Column(backfill = …) or"
          + " defaultValue, or make it nullable"),
  /** A column that existing rows may have left empty must not be any more. */
  NULLS_UNFILLABLE(
      "ELQ431",
      Severity.WARNING,
      "%s (%s) becomes NOT NULL, and rows that hold NULL have no value for it. Give it @Column(backfill = …) or"
          + " defaultValue, or keep it nullable"),
  /** A unique index that existing rows may not allow. */
  UNIQUE_MAY_FAIL(
      "ELQ440",
      Severity.WARNING,
      "the new unique index %s on %s (%s) fails if rows share a value. Look for duplicates first"),
  /** A check that existing rows may not fulfil. */
  CHECK_MAY_FAIL(
      "ELQ441",
      Severity.WARNING,
      "the new check %s on %s fails if a row does not fulfil it. Look for such rows first"),
  /** A foreign key that existing rows may not fulfil. */
  FOREIGN_KEY_MAY_FAIL(
      "ELQ442",
      Severity.WARNING,
      "the new foreign key %s on %s (%s) fails if a row references nothing in %s. Look for such rows first"),
  /** A change of type that not every value survives. */
  CAST_MAY_FAIL(
      "ELQ443",
      Severity.WARNING,
      "changing %s from %s to %s converts every row, which fails, or changes the value, where it does not read as the"
          + " new type. Look at the values first"),
  /** A primary key that existing rows may not allow. */
  PRIMARY_KEY_MAY_FAIL(
      "ELQ444",
      Severity.WARNING,
      "the primary key of %s becomes (%s), which fails if rows share it or hold NULL. Look for such rows first");
  /** A name that a dialect cannot hold or a script cannot carry. */
  DIALECT_NAME("ELQ500", Severity.ERROR, "%s: the name \"%s\" %s: choose another name"),
  /** SQL of the user that cannot be embedded safely. */
  DIALECT_SQL("ELQ501", Severity.ERROR, "%s: the expression \"%s\" %s"),
  /** Two things share a name where the database has room for one. */
  DIALECT_DUPLICATE_NAME(
      "ELQ502",
      Severity.ERROR,
      "%s: \"%s\" names two things, %s and %s, where the database allows one: give one of them another name"),
  /** A default or backfill that is no literal of its column's type. */
  DIALECT_LITERAL(
      "ELQ503",
      Severity.ERROR,
      "%s: \"%s\" is no %s, the type of column \"%s\": correct it, or write \"sql:\" and an expression"),
  /** A type beyond a dialect's limits. */
  DIALECT_TYPE("ELQ504", Severity.ERROR, "%s: column \"%s\" of type %s %s"),
  /** A type change that a database cannot do with a defined result. */
  DIALECT_CONVERSION(
      "ELQ505",
      Severity.ERROR,
      "%s: column \"%s\" cannot change from %s to %s: %s. Add a column of the new type, move the values in a"
          + " hand-written version, then drop the old column"),
  /** A foreign key to columns that no key holds unique. */
  DIALECT_REFERENCE(
      "ELQ506",
      Severity.ERROR,
      "%s: foreign key \"%s\" references (%s) of \"%s\", which is neither its primary key nor unique: reference the"
          + " key, or add @Index(unique = true) without where over exactly these columns"),
  /** A foreign key that sets NULL where none is allowed. */
  DIALECT_SET_NULL(
      "ELQ507",
      Severity.ERROR,
      "%s: foreign key \"%s\" sets column \"%s\" to NULL, which is NOT NULL: make the column nullable or choose"
          + " another action"),
  /** Text that no SQL literal of a dialect can hold. */
  DIALECT_TEXT("ELQ508", Severity.ERROR, "%s: the %s \"%s\" %s: change the text"),
  /** A database counts up whole numbers only. */
  DIALECT_IDENTITY("ELQ509", Severity.ERROR, "%s: identity column \"%s\" %s"),
  /** MySQL has no partial index. */
  MYSQL_PARTIAL_INDEX(
      "ELQ520",
      Severity.ERROR,
      "MySQL: index \"%s\" has a condition, and MySQL and MariaDB have no partial indexes: remove where, pin the model"
          + " to another connection, or take mysql out of -Aeloquent.dialects"),
  /** MySQL indexes no unbounded columns. */
  MYSQL_INDEX_TYPE(
      "ELQ521",
      Severity.ERROR,
      "MySQL: %s has column \"%s\" of type %s, which MySQL and MariaDB cannot index whole: use a varchar or varbinary"
          + " with a length"),
  /** A key over InnoDB's limit. */
  MYSQL_KEY_LENGTH(
      "ELQ522",
      Severity.ERROR,
      "MySQL: %s takes %s bytes (4 for each character), and a key of InnoDB holds 3072: shorten its columns"),
  /** A row over MySQL's limit. */
  MYSQL_ROW_LENGTH(
      "ELQ523",
      Severity.ERROR,
      "MySQL: a row of table \"%s\" takes up to %s bytes (4 for each character), and MySQL allows 65535: make its"
          + " longest columns type = \"text\" or \"blob\""),
  /** InnoDB has no SET DEFAULT. */
  MYSQL_SET_DEFAULT(
      "ELQ524",
      Severity.ERROR,
      "MySQL: foreign key \"%s\" has the action SET DEFAULT, which InnoDB does not have: choose another action"),
  /** A check on a column where MySQL forbids one. */
  MYSQL_CHECK(
      "ELQ525",
      Severity.ERROR,
      "MySQL: check \"%s\" uses column \"%s\", %s, which MySQL forbids: remove the check or that"),
  /** A primary key column that would have to be declared NULL. */
  MYSQL_TIMESTAMP_KEY(
      "ELQ526",
      Severity.ERROR,
      "MySQL: \"%s\" is a timestamp with time zone without default in the primary key; a TIMESTAMP NOT NULL without"
          + " default updates itself on servers with explicit_defaults_for_timestamp off: give it a default, or drop the"
          + " time zone"),
  /** All of a table's columns go. */
  MYSQL_ALL_COLUMNS(
      "ELQ527",
      Severity.ERROR,
      "MySQL: every former column of table \"%s\" is dropped, and a table needs one: declare a rename with renamedFrom,"
          + " or do it in two versions"),
  /** Commenting text a MySQL file cannot carry on every server. */
  MYSQL_COMMENT("ELQ528", Severity.ERROR, "MySQL: the comment of \"%s\" %s: change the comment");

  /** How bad it is. */
  public enum Severity {
    /** Nothing is drafted. */
    ERROR,
    /** Drafted; a person should look. */
    WARNING,
    /** Information. */
    NOTE
  }

  private final String code;
  private final Severity severity;
  private final String template;

  Problem(String code, Severity severity, String template) {
    this.code = code;
    this.severity = severity;
    this.template = template;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** The text with its arguments and the code at the end. */
  public String message(Object... arguments) {
    return String.format(Locale.ROOT, template, arguments) + " [" + code + "]";
  }
}
