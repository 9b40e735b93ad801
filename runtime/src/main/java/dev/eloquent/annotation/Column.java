package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes the column of a field; every non-static, non-transient field of a model and of its
 * superclasses is a column without it, too.
 *
 * <p>The Java type decides the column type, unless {@link #type()}, {@link #timestamp()} or {@link
 * #softDeletes()} does:
 *
 * <table>
 * <caption>Column types</caption>
 * <tr><th>Java</th><th>logical type</th><th>PostgreSQL</th><th>MySQL, MariaDB</th><th>SQLite</th></tr>
 * <tr><td>boolean</td><td>boolean</td><td>BOOLEAN</td><td>BOOLEAN</td><td>BOOLEAN</td></tr>
 * <tr><td>byte</td><td>tinyint</td><td>SMALLINT</td><td>TINYINT</td><td>TINYINT</td></tr>
 * <tr><td>short</td><td>smallint</td><td>SMALLINT</td><td>SMALLINT</td><td>SMALLINT</td></tr>
 * <tr><td>int, Year</td><td>integer</td><td>INTEGER</td><td>INT</td><td>INTEGER</td></tr>
 * <tr><td>long, Duration (nanoseconds)</td><td>bigint</td><td>BIGINT</td><td>BIGINT</td><td>BIGINT</td></tr>
 * <tr><td>float</td><td>real</td><td>REAL</td><td>FLOAT</td><td>REAL</td></tr>
 * <tr><td>double</td><td>double</td><td>DOUBLE PRECISION</td><td>DOUBLE</td><td>DOUBLE</td></tr>
 * <tr><td>BigDecimal</td><td>decimal(19,2)</td><td>NUMERIC(19,2)</td><td>DECIMAL(19,2)</td><td>NUMERIC(19,2)</td></tr>
 * <tr><td>BigInteger</td><td>decimal(38,0)</td><td>NUMERIC(38,0)</td><td>DECIMAL(38,0)</td><td>NUMERIC(38,0)</td></tr>
 * <tr><td>char</td><td>char(1)</td><td>CHAR(1)</td><td>CHAR(1)</td><td>CHAR(1)</td></tr>
 * <tr><td>String, enum</td><td>varchar(255)</td><td>VARCHAR(255)</td><td>VARCHAR(255)</td><td>VARCHAR(255)</td></tr>
 * <tr><td>byte[]</td><td>blob</td><td>BYTEA</td><td>LONGBLOB</td><td>BLOB</td></tr>
 * <tr><td>byte[] with a length</td><td>varbinary(n)</td><td>BYTEA</td><td>VARBINARY(n)</td><td>BLOB(n)</td></tr>
 * <tr><td>UUID</td><td>uuid</td><td>UUID</td><td>CHAR(36), ASCII</td><td>CHAR(36)</td></tr>
 * <tr><td>LocalDate, java.sql.Date</td><td>date</td><td>DATE</td><td>DATE</td><td>DATE, ISO text</td></tr>
 * <tr><td>LocalTime, java.sql.Time</td><td>time</td><td>TIME</td><td>TIME(6)</td><td>TIME, ISO text</td></tr>
 * <tr><td>LocalDateTime, java.util.Date, Calendar, java.sql.Timestamp</td><td>timestamp</td><td>TIMESTAMP</td><td>DATETIME(6)</td><td>TIMESTAMP, epoch milliseconds</td></tr>
 * <tr><td>Instant, OffsetDateTime, ZonedDateTime</td><td>timestamptz</td><td>TIMESTAMPTZ</td><td>TIMESTAMP(6)</td><td>TIMESTAMP, epoch milliseconds</td></tr>
 * <tr><td>by {@code type} only</td><td>text</td><td>TEXT</td><td>LONGTEXT</td><td>TEXT</td></tr>
 * <tr><td>by {@code type} only</td><td>json</td><td>JSONB</td><td>JSON</td><td>TEXT</td></tr>
 * </table>
 *
 * <p>{@code YearMonth}, {@code MonthDay}, {@code Period}, {@code ZoneId}, {@code ZoneOffset},
 * {@code Currency}, {@code Locale}, {@code TimeZone}, {@code URI} and {@code URL} are {@code
 * varchar(255)}. An enum has a named check of its constants, too. A field whose type is another
 * model is a column {@code <field>_id} of the type of that model's key, with a foreign key. Any
 * other type is an error that names what to do.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Column {
  /**
   * The column's name, at most 63 bytes of UTF-8; by default the field's name in snake_case ({@code
   * firstName} → {@code first_name}).
   */
  String name() default "";

  /**
   * The logical type, for a field of any Java type: {@code boolean}, {@code tinyint}, {@code
   * smallint}, {@code integer}, {@code bigint}, {@code real}, {@code double}, {@code decimal},
   * {@code char}, {@code varchar}, {@code text}, {@code varbinary}, {@code blob}, {@code uuid},
   * {@code date}, {@code time}, {@code timestamp}, {@code timestamptz} or {@code json}; by default
   * that of the Java type.
   *
   * <p>A size may be part of it ({@code "varchar(40)"}, {@code "decimal(10,2)"}) or come from
   * {@link #length()}, {@link #precision()} and {@link #scale()}. How such a field is bound is up
   * to the application.
   */
  String type() default "";

  /**
   * Characters of a {@code varchar} or {@code char}, bytes of a {@code varbinary}: {@code length =
   * 40} gives {@code VARCHAR(40)} on every database. On a {@code byte[]} it makes a {@code
   * varbinary} of the {@code blob}. An error on other types.
   */
  int length() default 255;

  /**
   * Digits of a {@code decimal}, both before and behind the point; 38 for a {@code BigInteger} that
   * does not say. {@code precision = 10, scale = 3} gives {@code NUMERIC(10,3)} on PostgreSQL and
   * SQLite, {@code DECIMAL(10,3)} on MySQL. An error on other types.
   */
  int precision() default 19;

  /** Digits of a {@code decimal} behind the point; 0 for a {@code BigInteger} that does not say. */
  int scale() default 2;

  /**
   * Whether the column takes {@code NULL}: {@code nullable = false} gives {@code NOT NULL}.
   * Primitive fields and primary keys are {@code NOT NULL} always; an explicit {@code true} on one
   * of them is an error.
   */
  boolean nullable() default true;

  /**
   * Adds a unique index over this column, {@code CREATE UNIQUE INDEX uq_users_email ON users
   * (email)}; the same as {@code @Index(unique = true)}.
   */
  boolean unique() default false;

  /**
   * The column's default: a literal of its type, or {@code "sql:"} and an expression that is
   * written as it is.
   *
   * <p>Literals are checked by the compiler: {@code true}, {@code 42}, {@code 1.50}, {@code
   * 2026-01-31}, {@code 10:15:30}, {@code 2026-01-31T10:15:30} (with time zone {@code
   * 2026-01-31T10:15:30Z}), the name of an enum constant, text as it is. An explicit {@code ""} is
   * the empty text or no bytes, and an error on other types. Text that itself begins with {@code
   * sql:} or {@code literal:} is written behind {@code "literal:"}. Bytes are hexadecimal digits.
   * An identity, {@link #softDeletes()} and a {@link #timestamp()} that defaults to the current
   * time cannot have one.
   */
  String defaultValue() default "";

  /**
   * The value, written as in {@link #defaultValue()}, that existing rows get once when the column
   * is added or made {@code NOT NULL}; leaves no default. {@code "sql:lower(email)"} computes it
   * from the row.
   */
  String backfill() default "";

  /**
   * Makes a date with time of day, without time zone, that defaults to the current time; see {@link
   * #useTz()} and {@link #defaultNow()}.
   *
   * <table>
   * <caption>Timestamps</caption>
   * <tr><th>declaration</th><th>PostgreSQL</th><th>MySQL, MariaDB</th><th>SQLite</th><th>default</th></tr>
   * <tr><td>{@code timestamp = true}</td><td>TIMESTAMP</td><td>DATETIME(6)</td><td>TIMESTAMP</td><td>current time</td></tr>
   * <tr><td>{@code timestamp = true, useTz = true}</td><td>TIMESTAMPTZ</td><td>TIMESTAMP(6)</td><td>TIMESTAMP</td><td>current time</td></tr>
   * <tr><td>{@code timestamp = true, defaultNow = false}</td><td>as above</td><td>as above, never {@code ON UPDATE}</td><td>as above</td><td>none</td></tr>
   * <tr><td>{@code softDeletes = true}</td><td>as above</td><td>as above</td><td>as above</td><td>never; nullable</td></tr>
   * </table>
   *
   * <p>For fields of type {@code Instant}, {@code OffsetDateTime}, {@code ZonedDateTime}, {@code
   * LocalDateTime}, {@code java.util.Date}, {@code Calendar} and {@code java.sql.Timestamp}. It is
   * nullable unless {@code nullable = false}. SQLite holds epoch milliseconds, UTC.
   */
  boolean timestamp() default false;

  /**
   * With {@link #timestamp()} or {@link #softDeletes()}: with time zone, {@code TIMESTAMPTZ} on
   * PostgreSQL and {@code TIMESTAMP(6)} on MySQL; an error without them.
   */
  boolean useTz() default false;

  /**
   * With {@link #timestamp()}: whether the column's default is the current time; {@code false}
   * starts empty. An error without it, and {@code true} is one with {@link #softDeletes()}.
   */
  boolean defaultNow() default true;

  /**
   * A timestamp that is {@code NULL} until the row is deleted: nullable, never with a default; an
   * error together with {@code timestamp = true}, {@code nullable = false}, a default or
   * {@code @Id}.
   */
  boolean softDeletes() default false;

  /**
   * The column's former name, if this version renames it ({@code ALTER TABLE users RENAME COLUMN
   * mail TO email}); without it, a new name is a new column and the old one is dropped with its
   * data. Inert once the version is sealed, so it may stay.
   */
  String renamedFrom() default "";

  /**
   * A comment kept in the database: {@code COMMENT ON COLUMN} on PostgreSQL, {@code COMMENT} on
   * MySQL; SQLite has none.
   */
  String comment() default "";
}
