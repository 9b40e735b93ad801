package dev.eloquent.migration;

import dev.eloquent.format.Checksums;
import org.jspecify.annotations.Nullable;

/** A catalogue for one dialect: version 1 is a script, version 2 a Java class. */
final class JavaCatalog extends MigrationCatalog {
  private static final String CREATE = "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(40))";

  private final TestCatalog script;
  private final String dialect;
  private final String state;
  private final Class<?> type;

  private JavaCatalog(TestCatalog script, String dialect, String state, Class<?> type) {
    super(header(dialect, state, script, type));
    this.script = script;
    this.dialect = dialect;
    this.state = state;
    this.type = type;
  }

  /** The class is named {@code split_names}; it is {@code sealed} or {@code open}. */
  static JavaCatalog of(String dialect, String state, Class<?> type) {
    TestCatalog script =
        TestCatalog.on(dialect).sealed("create_users", CREATE, "DROP TABLE users").build();
    return new JavaCatalog(script, dialect, state, type);
  }

  /** The open class behind that version. */
  static JavaCatalog behind(TestCatalog script, String dialect, Class<?> type) {
    return new JavaCatalog(script, dialect, "open", type);
  }

  private static String header(String dialect, String state, TestCatalog script, Class<?> type) {
    String head =
        state.equals("sealed")
            ? "2 " + chain(type)
            : script.lockVersion() + " " + or(script.lockChain());
    return "catalog \nhistory src/main/resources/db/migration\nlock "
        + head
        + (state.equals("sealed") ? "" : "\nunsealed 1")
        + "\nhead "
        + dialect
        + " "
        + head;
  }

  private static String or(String chain) {
    return chain.isEmpty() ? "-" : chain;
  }

  private static String chain(Class<?> type) {
    return Checksums.sha256(type.getName());
  }

  @Override
  protected @Nullable String block(int index) {
    String chain = state.equals("sealed") ? chain(type) : "-";
    return index > 0
        ? null
        : script.block(0)
            + "2 split_names "
            + state
            + " java:"
            + type.getName()
            + " "
            + chain
            + " "
            + dialect;
  }

  @Override
  protected Migration instantiate(String className) {
    return script.instantiate(className);
  }
}
