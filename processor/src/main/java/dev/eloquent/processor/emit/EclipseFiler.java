package dev.eloquent.processor.emit;

import java.io.IOException;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * The Eclipse batch compiler refuses to write a class that the class output has from an earlier
 * compile, where the contract of {@link Filer} is to replace it (eclipse.jdt.core issue 1482).
 */
final class EclipseFiler {
  private static final String BATCH_FILER =
      "org.eclipse.jdt.internal.compiler.apt.dispatch.BatchFilerImpl";

  private EclipseFiler() {}

  /**
   * Makes a class writable, by deleting what an earlier compile made of it.
   *
   * @return false if nothing is to be written, because that was made of the same source
   */
  static boolean makeRoom(Filer filer, String packageName, String className, String source) {
    if (!filer.getClass().getName().equals(BATCH_FILER)) {
      return true;
    }
    try {
      FileObject former =
          filer.getResource(StandardLocation.CLASS_OUTPUT, packageName, className + ".class");
      if (isFrom(filer, packageName, className, source)) {
        return false;
      }
      former.delete();
    } catch (IOException e) {
      // There is no such class.
    }
    return true;
  }

  private static boolean isFrom(Filer filer, String packageName, String className, String source) {
    try {
      FileObject former =
          filer.getResource(StandardLocation.SOURCE_OUTPUT, packageName, className + ".java");
      return former.getCharContent(true).toString().equals(source);
    } catch (IOException e) {
      return false;
    }
  }
}
