package dev.eloquent.processor;

import com.google.auto.service.AutoService;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Drafts the next migration from annotated classes: in the first round, or as soon as all that the
 * models name is declared, it reads, compares, plans and writes the Java; in the last one it writes
 * the resources.
 */
@AutoService(Processor.class)
public final class MigrationProcessor extends AbstractProcessor {
  private final CompilationRun run = new CompilationRun();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    // Generated: what this processor writes carries it, and -Xlint:processing warns of what nobody
    // claims.
    return Set.of("dev.eloquent.annotation.*", "javax.annotation.processing.Generated");
  }

  @Override
  public Set<String> getSupportedOptions() {
    return CompilationRun.supportedOptions();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  // The annotations are ours alone, and -Xlint:processing warns of annotations that nobody claims.
  @SuppressWarnings("DoNotClaimAnnotations")
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Annotated annotated = Annotated.of(annotations, round);
    if (round.processingOver()) {
      run.finish(processingEnv);
    } else if (run.isBegun()) {
      run.next(processingEnv, round, annotated);
    } else if (!annotated.models().isEmpty()) {
      run.begin(processingEnv, round, annotated);
    }
    return true;
  }
}
