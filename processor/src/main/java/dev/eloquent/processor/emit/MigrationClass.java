package dev.eloquent.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.Migration;
import dev.eloquent.processor.emit.CompiledVersion.CompiledScript;
import dev.eloquent.processor.split.SplitStatement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The class of one version: nothing but constants, which costs the compiler least. See {@link
 * Migration}.
 */
final class MigrationClass {
  private MigrationClass() {}

  static TypeSpec of(CompiledVersion version, String catalog) {
    TypeSpec.Builder type =
        JavaWriter.type(version.className())
            .superclass(Migration.class)
            .addJavadoc(
                "Version $L, $L: the statements of each dialect, forward and reverse.\n",
                version.source().version(),
                version.source().name().replace('_', ' '))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc("Called by the catalogue.\n")
                    .build());
    for (Map.Entry<String, CompiledScript> entry : version.scripts().entrySet()) {
      String prefix = entry.getKey().toUpperCase(Locale.ROOT) + "_";
      if (entry.getValue().isLarge()) {
        String resource = OutputNames.statements(version.source().version(), entry.getKey());
        constant(type, prefix + "RESOURCE", OutputNames.folder(catalog) + resource);
      } else {
        script(type, prefix, entry.getValue());
      }
    }
    return type.build();
  }

  private static void script(TypeSpec.Builder type, String prefix, CompiledScript script) {
    List<String> up = script.up();
    for (int i = 0; i < up.size(); i++) {
      constant(type, prefix + "UP_" + (i + 1), up.get(i));
    }
    List<SplitStatement> down = script.down();
    for (int i = 0; i < down.size(); i++) {
      constant(type, prefix + "DOWN_" + (i + 1), down.get(i).sql());
    }
    if (!down.isEmpty()) {
      String reverses =
          down.stream().map(s -> Integer.toString(s.reverseOf())).collect(Collectors.joining(" "));
      constant(type, prefix + "REVERSES", reverses);
    }
    if (!script.reversible()) {
      constant(type, prefix + "IRREVERSIBLE", "");
    }
  }

  private static void constant(TypeSpec.Builder type, String name, String value) {
    type.addField(JavaWriter.constant(Modifier.PUBLIC, name, value));
  }
}
