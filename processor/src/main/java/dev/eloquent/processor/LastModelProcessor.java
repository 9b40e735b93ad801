package dev.eloquent.processor;

import com.google.auto.service.AutoService;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Runs the pipeline when no model is in a compilation, be there Java migrations or not: the
 * compiler calls {@link MigrationProcessor} only while there is an annotation of ours, but the last
 * model gone is a change, too. Claims nothing, except models that another processor generated,
 * which are refused.
 *
 * <p>It must stand before {@link MigrationProcessor} in the service file, as it does in
 * alphabetical order: the compiler asks no further processor in a round once every annotation is
 * claimed, so behind it this one would see the first round's generated classes and take them for a
 * compilation without models.
 */
@AutoService(Processor.class)
public final class LastModelProcessor extends AbstractProcessor {
  private final CompilationRun run = new CompilationRun();
  private boolean decided;

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public Set<String> getSupportedOptions() {
    return CompilationRun.supportedOptions();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @SuppressWarnings("DoNotClaimAnnotations")
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Annotated annotated = Annotated.of(annotations, round);
    if (round.processingOver()) {
      run.finish(processingEnv);
    } else if (!decided) {
      decided = true;
      if (annotated.models().isEmpty()) {
        run.begin(processingEnv, round, annotated);
      }
    } else if (run.isBegun()) {
      run.next(processingEnv, round, annotated);
      // They are refused, and the other one must not begin with them.
      return !annotated.isEmpty();
    }
    return false;
  }
}
