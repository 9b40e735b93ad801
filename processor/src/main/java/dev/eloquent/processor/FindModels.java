package dev.eloquent.processor;

import dev.eloquent.format.OutputNames;
import dev.eloquent.processor.read.ModelReader;
import dev.eloquent.processor.schema.Table;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Adds the models that are not in this compilation, because a build tool compiles a part only: a
 * model is gone when its class is, or has lost its annotation, and not before.
 */
final class FindModels implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    // No list, no previous models: the snapshot still names the sealed ones.
    readList(c, OutputNames.MODELS, c.previousModels);
    NavigableSet<String> names = new TreeSet<>(c.previousModels);
    if (c.history.snapshot() != null) {
      for (Table table : c.history.snapshot().schema().tables()) {
        names.add(table.model());
      }
    }
    for (String name : names) {
      if (!c.models.containsKey(name)) {
        TypeElement type = find(c, name);
        if (type != null && ModelReader.isModel(type)) {
          c.models.put(name, type);
        }
      }
    }
  }

  /** The class of that name; null if there is none. */
  static @Nullable TypeElement find(Compilation c, String binaryName) {
    TypeElement type = c.environment.getElementUtils().getTypeElement(binaryName);
    if (type == null && binaryName.indexOf('$') > 0) {
      type = c.environment.getElementUtils().getTypeElement(binaryName.replace('$', '.'));
    }
    return type;
  }

  /** What the last compile into this class output saw; nothing in a clean build. */
  static void readList(Compilation c, String name, NavigableSet<String> names) {
    String resource = OutputNames.folder(c.catalog) + name;
    try {
      FileObject file =
          c.environment.getFiler().getResource(StandardLocation.CLASS_OUTPUT, "", resource);
      file.getCharContent(true).toString().lines().filter(l -> !l.isBlank()).forEach(names::add);
    } catch (IOException | IllegalArgumentException e) {
      names.clear();
    }
  }
}
