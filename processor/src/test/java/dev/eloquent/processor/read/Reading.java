package dev.eloquent.processor.read;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.eloquent.annotation.Model;
import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Compiles sources with a processor that does nothing but read the models. */
final class Reading {
  private final Compilation compilation;
  private final ReadResult result;

  private Reading(Compilation compilation, ReadResult result) {
    this.compilation = compilation;
    this.result = result;
  }

  /** Reads the models of these sources. */
  static Reading of(JavaFileObject... sources) {
    return run(new Capture(List.of(), false), List.of(), sources);
  }

  /** Reads them in the opposite order. */
  static Reading reversed(JavaFileObject... sources) {
    return run(new Capture(List.of(), true), List.of(), sources);
  }

  /**
   * Reads the models of these sources and those of the class folder, found by name.
   *
   * @param names of classes to read from the folder
   */
  static Reading withClassFolder(File folder, List<String> names, JavaFileObject... sources) {
    return run(new Capture(names, false), List.of(folder), sources);
  }

  private static Reading run(Capture capture, List<File> extra, JavaFileObject... sources) {
    List<File> classPath = new ArrayList<>(extra);
    // The annotations and nothing else: opening the whole class path takes most of the time.
    String annotations = Model.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    classPath.add(new File(annotations));
    Compilation compilation =
        Compiler.javac()
            .withOptions("-Xlint:-options")
            .withClasspath(classPath)
            .withProcessors(capture)
            .compile(sources);
    if (capture.result == null) {
      throw new AssertionError("nothing was read: " + compilation.diagnostics());
    }
    return new Reading(compilation, capture.result);
  }

  /** A source file of package {@code shop} that imports what models need. */
  static JavaFileObject source(String name, String... body) {
    String head =
        "package shop; import dev.eloquent.annotation.*; import java.math.*; import java.time.*;"
            + " import java.util.UUID; import java.util.List;\n";
    return JavaFileObjects.forSourceString("shop." + name, head + String.join("\n", body) + "\n");
  }

  /** A model with a key and these members, the first of which is on line 4. */
  static JavaFileObject model(String name, String... members) {
    List<String> body = new ArrayList<>();
    body.add("@Model class " + name + " {");
    body.add("  @Id Long id;");
    body.addAll(List.of(members));
    body.add("}");
    return source(name, body.toArray(String[]::new));
  }

  ReadResult result() {
    return result;
  }

  Schema schema() {
    return result.schema();
  }

  Table table(String name) {
    return result
        .schema()
        .table(name)
        .orElseThrow(() -> new AssertionError("no table " + name + "; " + problems()));
  }

  Column column(String table, String column) {
    return table(table)
        .column(column)
        .orElseThrow(() -> new AssertionError("no column " + column + " in " + table(table)));
  }

  /** Each error as {@code File.java:line:column message}. */
  List<String> problems() {
    return compilation.diagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(Reading::describe)
        .toList();
  }

  private static String describe(Diagnostic<? extends JavaFileObject> d) {
    String where = "";
    if (d.getSource() != null) {
      String file = d.getSource().getName();
      where =
          file.substring(file.lastIndexOf('/') + 1)
              + ":"
              + d.getLineNumber()
              + ":"
              + d.getColumnNumber()
              + " ";
    }
    return where + d.getMessage(Locale.ROOT);
  }

  /** The processor. */
  private static final class Capture extends AbstractProcessor {
    private final List<String> names;
    private final boolean reversed;
    private @Nullable ReadResult result;

    Capture(List<String> names, boolean reversed) {
      this.names = names;
      this.reversed = reversed;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (result != null) {
        return false;
      }
      List<TypeElement> models = new ArrayList<>();
      for (Element root : round.getRootElements()) {
        collect(root, models);
      }
      for (String name : names) {
        models.add(processingEnv.getElementUtils().getTypeElement(name));
      }
      if (reversed) {
        Collections.reverse(models);
      }
      Diagnostics diagnostics = new Diagnostics(false);
      result =
          new ModelReader(
                  processingEnv.getElementUtils(),
                  processingEnv.getTypeUtils(),
                  Members.OF_COMPILER,
                  diagnostics)
              .read(models);
      diagnostics.flush(processingEnv.getMessager());
      return false;
    }

    private static void collect(Element element, List<TypeElement> models) {
      if (element instanceof TypeElement type) {
        if (ModelReader.isModel(type)) {
          models.add(type);
        }
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(t -> collect(t, models));
      }
    }
  }
}
