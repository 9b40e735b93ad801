package dev.eloquent.processor.emit;

import dev.eloquent.format.OutputNames;
import dev.eloquent.format.StatementsFile;
import dev.eloquent.migration.Migration;
import dev.eloquent.processor.emit.CompiledVersion.CompiledScript;
import dev.eloquent.processor.split.SplitStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The class of one version: nothing but constants, which costs the compiler least. See {@link
 * Migration}.
 *
 * <p>Written as text: a history has hundreds of these, each of one shape, and JavaPoet, which
 * writes the other classes, took a third of the processor's time in a fresh compiler to cut their
 * long literals into lines once more.
 */
final class MigrationClass {
  static final String IMPORTS =
      "import dev.eloquent.migration.Migration;\nimport javax.annotation.processing.Generated;\n\n";

  static final String GENERATED = "@Generated(\"" + JavaWriter.GENERATOR + "\")\n";

  private static final String SEPARATOR = String.valueOf(StatementsFile.SEPARATOR);

  private final StringBuilder code = new StringBuilder();
  private final String indent;

  private MigrationClass(String indent) {
    this.indent = indent;
  }

  /** The source of a class in a file of its own, without the line that names its package. */
  static String file(CompiledVersion version, String catalog) {
    return IMPORTS + new MigrationClass("").write(version, catalog, GENERATED + "public ");
  }

  /** The source of a class within another. */
  static String member(CompiledVersion version, String catalog) {
    return new MigrationClass("  ").write(version, catalog, "  public static ");
  }

  private String write(CompiledVersion version, String catalog, String declaration) {
    code.append(indent).append("/** Version ").append(version.source().version()).append(", ");
    code.append(version.source().name().replace('_', ' '));
    code.append(": the statements of each dialect, forward and reverse. */\n");
    code.append(declaration).append("final class ").append(version.className());
    code.append(" extends Migration {\n");
    for (Map.Entry<String, CompiledScript> entry : version.scripts().entrySet()) {
      String prefix = entry.getKey().toUpperCase(Locale.ROOT) + "_";
      if (entry.getValue().isLarge()) {
        String resource = OutputNames.statements(version.source().version(), entry.getKey());
        constant(prefix + "RESOURCE", OutputNames.folder(catalog) + resource);
      } else {
        script(prefix, entry.getValue());
      }
    }
    code.append(indent).append("  /** Called by the catalogue. */\n");
    code.append(indent).append("  public ").append(version.className()).append("() {}\n");
    code.append(indent).append("}\n");
    return code.toString();
  }

  private void script(String prefix, CompiledScript script) {
    blocks(prefix + "UP_", script.upSql());
    List<String> down = new ArrayList<>();
    StringBuilder reverses = new StringBuilder();
    for (SplitStatement statement : script.down()) {
      reverses.append(down.isEmpty() ? "" : " ").append(statement.reverseOf());
      down.add(statement.sql());
    }
    blocks(prefix + "DOWN_", down);
    if (!down.isEmpty()) {
      constant(prefix + "REVERSES", reverses.toString());
    }
    if (!script.reversible()) {
      constant(prefix + "IRREVERSIBLE", "");
    }
  }

  /** As few constants as hold the statements: each costs the compiler more than its text does. */
  private void blocks(String prefix, List<String> statements) {
    StringBuilder block = new StringBuilder();
    int number = 1;
    for (String sql : statements) {
      if (!block.isEmpty() && block.length() + 1 + sql.length() > CompiledScript.MAX_CONSTANT) {
        constant(prefix + number++, block.toString());
        block.setLength(0);
      }
      block.append(block.isEmpty() ? "" : SEPARATOR).append(sql);
    }
    if (!block.isEmpty()) {
      constant(prefix + number, block.toString());
    }
  }

  private void constant(String name, String value) {
    code.append(indent).append("  public static final String ").append(name).append(" =\n      ");
    JavaLiterals.append(code, value, "\n          + ");
    code.append(";\n\n");
  }
}
