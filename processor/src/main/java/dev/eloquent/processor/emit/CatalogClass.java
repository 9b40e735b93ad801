package dev.eloquent.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.processor.emit.CompiledVersion.CompiledScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** The class {@code Migrations}; see {@link MigrationCatalog} for its text. */
final class CatalogClass {
  static final String NAME = "Migrations";

  private CatalogClass() {}

  /**
   * The class.
   *
   * @param references the tables of other catalogues that foreign keys refer to, by dialect
   */
  static TypeSpec of(
      String catalog,
      String historyFolder,
      List<CompiledVersion> versions,
      SortedMap<String, SortedSet<String>> references) {
    String header = header(catalog, historyFolder, versions) + lines(references);
    TypeSpec.Builder type =
        JavaWriter.type(NAME)
            .superclass(MigrationCatalog.class)
            .addJavadoc(
                "The compiled history: every version, its checksums, and the lock file it was read from.\n")
            .addField(JavaWriter.constant(Modifier.PRIVATE, "HEADER", header))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc("Called by {@link java.util.ServiceLoader}.\n")
                    .addStatement("super(HEADER)")
                    .build());
    List<String> lines = new ArrayList<>();
    versions.forEach(v -> lines.add(line(v)));
    BlockedText.add(type, lines);
    return type.build();
  }

  private static String header(
      String catalog, String historyFolder, List<CompiledVersion> versions) {
    StringBuilder text = new StringBuilder();
    text.append("catalog ")
        .append(catalog)
        .append('\n')
        .append("history ")
        .append(historyFolder)
        .append('\n');
    int last = 0;
    int unsealed = 0;
    String chain = "-";
    Map<String, String> heads = new TreeMap<>();
    for (CompiledVersion v : versions) {
      if (v.source().isSealed()) {
        last = v.source().version();
        chain = v.source().chainHash();
        for (String dialect : v.dialects()) {
          heads.put(dialect, last + " " + chain);
        }
      } else {
        unsealed++;
      }
    }
    text.append("lock ").append(last).append(' ').append(chain).append('\n');
    if (unsealed > 0) {
      text.append("unsealed ").append(unsealed).append('\n');
    }
    heads.forEach(
        (dialect, head) ->
            text.append("head ").append(dialect).append(' ').append(head).append('\n'));
    return text.toString();
  }

  private static String lines(SortedMap<String, SortedSet<String>> references) {
    StringBuilder text = new StringBuilder();
    references.forEach(
        (dialect, tables) ->
            tables.forEach(
                table ->
                    text.append("refers ").append(dialect).append(' ').append(table).append('\n')));
    return text.toString();
  }

  private static String line(CompiledVersion v) {
    boolean sealed = v.source().isSealed();
    String state = sealed ? " sealed " : v.source().isOpen() ? " open " : " draft ";
    StringBuilder text =
        new StringBuilder().append(v.source().version()).append(' ').append(v.source().name());
    text.append(state).append(v.binaryName()).append(' ');
    text.append(sealed ? v.source().chainHash() : "-");
    if (!v.isWritten()) {
      v.dialects().forEach(dialect -> text.append(' ').append(dialect));
    }
    for (Map.Entry<String, CompiledScript> entry : v.scripts().entrySet()) {
      CompiledScript script = entry.getValue();
      text.append(' ').append(entry.getKey()).append(':').append(script.checksum());
      text.append(':').append(script.sha256());
      text.append(':').append(script.undoSha256() == null ? "-" : script.undoSha256());
    }
    return text.toString();
  }
}
