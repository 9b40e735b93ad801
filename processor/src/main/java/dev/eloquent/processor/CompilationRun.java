package dev.eloquent.processor;

import dev.eloquent.format.FormatException;
import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.emit.Emitter;
import dev.eloquent.processor.option.Options;
import dev.eloquent.processor.read.NamedTypes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * One run over one compilation, from the first models to the resources at the end.
 *
 * <p>The models are those of the round in which the run begins. As long as one of them names what
 * is not declared yet, the run waits for a round in which another processor has generated it. A
 * model that appears later is refused: what a partial compile would find of it is left from an
 * earlier one.
 */
final class CompilationRun {
  private final Set<String> roots = new HashSet<>();
  private final Set<String> waiting = new TreeSet<>();
  private final Set<String> read = new TreeSet<>();
  private final Set<String> migrations = new TreeSet<>();
  private final Set<String> seeds = new TreeSet<>();
  private String generatedPackage = "";
  private boolean begun;
  private Optional<Emitter> pending = Optional.empty();

  static Set<String> supportedOptions() {
    return Options.KEYS;
  }

  boolean isBegun() {
    return begun;
  }

  /** Begins with the models of this round, which may be none, and its Java migrations. */
  void begin(ProcessingEnvironment environment, RoundEnvironment round, Annotated annotated) {
    begun = true;
    addNames(annotated.migrations(), migrations);
    addNames(annotated.seeds(), seeds);
    resume(environment, round, annotated.models());
  }

  private static void addNames(Set<? extends Element> classes, Set<String> names) {
    for (Element element : classes) {
      if (element instanceof TypeElement type) {
        names.add(type.getQualifiedName().toString());
      }
    }
  }

  /** Goes on with a later round. */
  void next(ProcessingEnvironment environment, RoundEnvironment round, Annotated annotated) {
    if (!annotated.isEmpty()) {
      refuse(environment, annotated);
    } else if (!waiting.isEmpty()) {
      // Elements of an earlier round know nothing of what was generated since.
      Elements elements = environment.getElementUtils();
      Set<TypeElement> again = new HashSet<>();
      for (String name : waiting) {
        again.add(Objects.requireNonNull(elements.getTypeElement(name)));
      }
      resume(environment, round, again);
    } else if (pending.isPresent()) {
      checkReplaced(environment, round);
    }
  }

  /** Refuses classes that the models took from an earlier compile and that only now are made. */
  private void checkReplaced(ProcessingEnvironment environment, RoundEnvironment round) {
    Elements elements = environment.getElementUtils();
    Set<String> made = new TreeSet<>();
    for (Element root : round.getRootElements()) {
      if (root instanceof TypeElement type
          && !elements.getPackageOf(type).getQualifiedName().contentEquals(generatedPackage)) {
        made.add(type.getQualifiedName().toString());
      }
    }
    if (made.isEmpty()) {
      return;
    }
    Diagnostics diagnostics = new Diagnostics(false);
    for (String name : read) {
      TypeElement model = Objects.requireNonNull(elements.getTypeElement(name));
      if (NamedTypes.names(model, made)) {
        diagnostics.report(Problem.STALE_TYPE, new Location(model, null, null), name);
        pending = Optional.empty();
      }
    }
    diagnostics.flush(environment.getMessager());
  }

  /** Refuses what another processor generated; what was made without it is void. */
  private void refuse(ProcessingEnvironment environment, Annotated late) {
    Diagnostics diagnostics = new Diagnostics(false);
    late.models()
        .forEach(m -> diagnostics.report(Problem.LATE_MODEL, new Location(m, null, null), m));
    late.migrations()
        .forEach(m -> diagnostics.report(Problem.LATE_MIGRATION, new Location(m, null, null), m));
    late.seeds()
        .forEach(s -> diagnostics.report(Problem.LATE_SEEDS, new Location(s, null, null), s));
    diagnostics.flush(environment.getMessager());
    waiting.clear();
    pending = Optional.empty();
  }

  /** Writes the resources, also when the compiler has errors that are not ours. */
  void finish(ProcessingEnvironment environment) {
    Diagnostics diagnostics = new Diagnostics(false);
    for (String name : waiting) {
      TypeElement model = environment.getElementUtils().getTypeElement(name);
      NamedTypes.unresolved(Objects.requireNonNull(model))
          .ifPresent(at -> diagnostics.report(Problem.UNRESOLVED_TYPE, at, name));
    }
    try {
      pending.ifPresent(Emitter::flush);
    } catch (FormatException e) {
      diagnostics.report(e);
    }
    diagnostics.flush(environment.getMessager());
    pending = Optional.empty();
  }

  private void resume(
      ProcessingEnvironment environment, RoundEnvironment round, Set<? extends Element> models) {
    for (Element root : round.getRootElements()) {
      if (root instanceof TypeElement type) {
        roots.add(type.getQualifiedName().toString());
      }
    }
    NavigableMap<String, TypeElement> byName = new TreeMap<>();
    boolean resolved = true;
    for (Element model : models) {
      if (model instanceof TypeElement type) {
        byName.put(environment.getElementUtils().getBinaryName(type).toString(), type);
        waiting.add(type.getQualifiedName().toString());
        resolved &= NamedTypes.unresolved(type).isEmpty();
      }
    }
    if (resolved) {
      waiting.clear();
      start(environment, byName);
    }
  }

  /** Reads, compares, plans and writes the Java. */
  private void start(ProcessingEnvironment environment, NavigableMap<String, TypeElement> models) {
    NavigableMap<String, Dialect> dialects = dialects();
    Diagnostics optionProblems = new Diagnostics(false);
    Options options = Options.parse(environment.getOptions(), dialects.keySet(), optionProblems);
    if (optionProblems.hasErrors()) {
      optionProblems.flush(environment.getMessager());
      return;
    }
    Diagnostics diagnostics = new Diagnostics(Options.warningsAsNotes(environment.getOptions()));
    try {
      Compilation compilation =
          new Compilation(environment, options, diagnostics, dialects, roots, models);
      put(migrations, compilation.migrations, environment.getElementUtils());
      put(seeds, compilation.seeds, environment.getElementUtils());
      pending = Pipeline.run(compilation);
      generatedPackage = compilation.packageName;
      compilation.models.values().forEach(m -> read.add(m.getQualifiedName().toString()));
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FilerException) {
        diagnostics.report(Problem.CLASS_EXISTS, Location.NONE, String.valueOf(e.getMessage()));
      } else {
        diagnostics.report(Problem.INTERNAL, Location.NONE, stackTrace(e));
      }
    } catch (RuntimeException e) {
      diagnostics.report(Problem.INTERNAL, Location.NONE, stackTrace(e));
    }
    diagnostics.flush(environment.getMessager());
  }

  /** Elements of this round, by binary name. */
  private static void put(
      Set<String> names, NavigableMap<String, TypeElement> classes, Elements elements) {
    for (String name : names) {
      TypeElement type = Objects.requireNonNull(elements.getTypeElement(name));
      classes.put(elements.getBinaryName(type).toString(), type);
    }
  }

  private static NavigableMap<String, Dialect> dialects() {
    NavigableMap<String, Dialect> all = new TreeMap<>();
    for (Dialect dialect :
        ServiceLoader.load(Dialect.class, CompilationRun.class.getClassLoader())) {
      all.put(dialect.id(), dialect);
    }
    return all;
  }

  private static String stackTrace(RuntimeException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
