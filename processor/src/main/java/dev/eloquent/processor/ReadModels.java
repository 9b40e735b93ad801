package dev.eloquent.processor;

import dev.eloquent.processor.read.ModelReader;

/** Turns the annotated classes into a schema. */
final class ReadModels implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    ModelReader reader =
        new ModelReader(
            c.environment.getElementUtils(), c.environment.getTypeUtils(), c.diagnostics);
    c.read = reader.read(c.models.values());
  }
}
