package dev.eloquent.processor;

import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.emit.Emitter;
import dev.eloquent.processor.option.Options;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** One run over one compilation, from the first models to the resources at the end. */
final class CompilationRun {
  private boolean started;
  private Optional<Emitter> pending = Optional.empty();

  static Set<String> supportedOptions() {
    return Options.KEYS;
  }

  boolean isStarted() {
    return started;
  }

  /** Reads, compares, plans and writes the Java. */
  void start(ProcessingEnvironment environment, Set<? extends Element> models) {
    started = true;
    NavigableMap<String, Dialect> dialects = dialects();
    Diagnostics optionProblems = new Diagnostics(false);
    Options options = Options.parse(environment.getOptions(), dialects.keySet(), optionProblems);
    if (optionProblems.hasErrors()) {
      optionProblems.flush(environment.getMessager());
      return;
    }
    Diagnostics diagnostics = new Diagnostics(Options.warningsAsNotes(environment.getOptions()));
    NavigableMap<String, TypeElement> byName = new TreeMap<>();
    for (Element model : models) {
      if (model instanceof TypeElement type) {
        byName.put(environment.getElementUtils().getBinaryName(type).toString(), type);
      }
    }
    try {
      pending = Pipeline.run(new Compilation(environment, options, diagnostics, dialects, byName));
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FilerException) {
        late(models, diagnostics);
      } else {
        diagnostics.report(Problem.INTERNAL, Location.NONE, stackTrace(e));
      }
    } catch (RuntimeException e) {
      diagnostics.report(Problem.INTERNAL, Location.NONE, stackTrace(e));
    }
    diagnostics.flush(environment.getMessager());
  }

  /** Models that appear after the Java was written: too late, and what was written is void. */
  void late(Set<? extends Element> models, Diagnostics diagnostics) {
    models.forEach(m -> diagnostics.report(Problem.LATE_MODEL, new Location(m, null, null), m));
    pending = Optional.empty();
  }

  /** Writes the resources, also when the compiler has errors that are not ours. */
  void finish() {
    pending.ifPresent(Emitter::flush);
    pending = Optional.empty();
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
