package dev.eloquent.processor.emit;

import dev.eloquent.format.OutputNames;
import dev.eloquent.format.StatementsFile;
import dev.eloquent.migration.Migration;
import dev.eloquent.processor.emit.CompiledVersion.CompiledScript;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.split.SplitStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The class of one version, or of several: nothing but constants, which costs the compiler least.
 * See {@link Migration}.
 *
 * <p>Written as text: a history has hundreds of versions, all of one shape, and JavaPoet, which
 * writes the other classes, took a third of the processor's time in a fresh compiler to cut their
 * long literals into lines once more.
 */
final class MigrationClass {
  static final String IMPORT_GENERATED = "import javax.annotation.processing.Generated;\n\n";

  static final String GENERATED = "@Generated(\"" + JavaWriter.GENERATOR + "\")\n";

  private static final String SEPARATOR = String.valueOf(StatementsFile.SEPARATOR);

  private final StringBuilder code = new StringBuilder();
  private final String indent;
  private final String catalog;

  private MigrationClass(String indent, String catalog) {
    this.indent = indent;
    this.catalog = catalog;
  }

  /** The source of one version's class in a file of its own, without its package's line. */
  static String file(CompiledVersion version, String catalog) {
    MigrationClass text = new MigrationClass("", catalog);
    text.code.append(IMPORT_GENERATED).append("/** ").append(title(version)).append(" */\n");
    return text.write(GENERATED + "public final", version.binaryName(), List.of(version));
  }

  /** The source of a class for several versions within another. */
  static String member(String className, List<CompiledVersion> versions, String catalog) {
    MigrationClass text = new MigrationClass("  ", catalog);
    text.code
        .append("\n  /** ")
        .append(title(versions.get(0)))
        .append(" And those behind it. */\n");
    return text.write("  public static final", className, versions);
  }

  private static String title(CompiledVersion version) {
    VersionSource source = version.source();
    return "Version " + source.version() + ", " + source.name().replace('_', ' ') + ".";
  }

  private String write(String modifiers, String className, List<CompiledVersion> versions) {
    code.append(modifiers).append(" class ").append(className);
    code.append(" extends dev.eloquent.migration.Migration {\n");
    versions.forEach(this::version);
    code.append(indent).append("  /** Called by the catalogue. */\n");
    code.append(indent).append("  public ").append(className).append("() {}\n");
    code.append(indent).append("}\n");
    return code.toString();
  }

  private void version(CompiledVersion version) {
    code.append(indent).append("  // ").append(title(version)).append("\n\n");
    String number = "V" + version.source().version() + "_";
    for (Map.Entry<String, CompiledScript> entry : version.scripts().entrySet()) {
      String prefix = number + entry.getKey().toUpperCase(Locale.ROOT) + "_";
      if (entry.getValue().isLarge()) {
        String resource = OutputNames.statements(version.source().version(), entry.getKey());
        constant(prefix + "RESOURCE", OutputNames.folder(catalog) + resource);
      } else {
        script(prefix, entry.getValue());
      }
      transactions(prefix, entry.getValue());
    }
  }

  private void script(String prefix, CompiledScript script) {
    blocks(prefix + "UP_", script.up().statements().stream().map(SplitStatement::sql).toList());
    List<String> down = new ArrayList<>();
    StringBuilder reverses = new StringBuilder();
    for (SplitStatement statement : script.down().statements()) {
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

  private void transactions(String prefix, CompiledScript script) {
    if (script.isSeparate()) {
      constant(prefix + "NO_TRANSACTION", numbers(script.up()));
    }
    if (!script.down().outside().isEmpty()) {
      constant(prefix + "DOWN_NO_TRANSACTION", numbers(script.down()));
    }
  }

  private static String numbers(SplitFile statements) {
    return statements.outside().stream().map(String::valueOf).collect(Collectors.joining(" "));
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
