package dev.eloquent.processor;

import dev.eloquent.processor.read.EclipseMembers;
import dev.eloquent.processor.read.Members;
import dev.eloquent.processor.read.ModelReader;
import javax.lang.model.util.Elements;

/** Turns the annotated classes into a schema. */
final class ReadModels implements Pipeline.Stage {
  private static final String ECLIPSE = "org.eclipse.jdt.";

  @Override
  public void run(Compilation c) {
    ModelReader reader =
        new ModelReader(
            c.environment.getElementUtils(),
            c.environment.getTypeUtils(),
            members(c),
            c.diagnostics);
    c.read = reader.read(c.models.values());
  }

  static Members members(Compilation c) {
    Elements elements = c.environment.getElementUtils();
    return elements.getClass().getName().startsWith(ECLIPSE)
        ? new EclipseMembers(elements, c.environment.getFiler(), c.roots)
        : Members.OF_COMPILER;
  }
}
