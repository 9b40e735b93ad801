package dev.eloquent.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;

/** Writes generated classes to one package; what all of them have in common. */
final class JavaWriter {
  static final String GENERATOR = "dev.eloquent.processor.MigrationProcessor";

  private final Filer filer;
  private final String packageName;
  private final Element[] origins;

  /** Creates one; {@code origins} are the models that everything generated depends on. */
  JavaWriter(Filer filer, String packageName, Element[] origins) {
    this.filer = filer;
    this.packageName = packageName;
    this.origins = origins.clone();
  }

  String packageName() {
    return packageName;
  }

  static TypeSpec.Builder type(String name) {
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addAnnotation(
            AnnotationSpec.builder(Generated.class).addMember("value", "$S", GENERATOR).build());
  }

  static FieldSpec constant(Modifier visibility, String name, String value) {
    return FieldSpec.builder(String.class, name, visibility, Modifier.STATIC, Modifier.FINAL)
        .initializer(CodeBlock.of("$L", JavaLiterals.string(value)))
        .build();
  }

  void write(TypeSpec type) {
    write(type, "");
  }

  /** Writes a class with further members, given as text, behind its own. */
  void write(TypeSpec type, String members) {
    String text =
        JavaFile.builder(packageName, type)
            .skipJavaLangImports(true)
            .indent("  ")
            .build()
            .toString();
    int end = text.lastIndexOf('}');
    write(type.name(), text.substring(0, end) + members + text.substring(end));
  }

  /** Writes a class whose text lacks the line that names its package. */
  void writeBody(String className, String body) {
    write(className, packageName.isEmpty() ? body : "package " + packageName + ";\n\n" + body);
  }

  private void write(String className, String source) {
    String name = packageName.isEmpty() ? className : packageName + "." + className;
    if (!EclipseFiler.makeRoom(filer, packageName, className, source)) {
      return;
    }
    try (Writer writer = filer.createSourceFile(name, origins).openWriter()) {
      writer.write(source);
    } catch (IOException e) {
      throw new UncheckedIOException("class " + name + " cannot be written", e);
    }
  }
}
