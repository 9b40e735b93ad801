package dev.eloquent.seal;

import dev.eloquent.format.BuildFolder;
import dev.eloquent.format.OutputNames;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is worked on without a compile, which a history that is not of one piece would stop.
 *
 * @param classes the class output folder
 * @param project the folder of the build file
 * @param catalog the catalogue's id, empty for the default one
 */
public record SealTarget(Path classes, Path project, String catalog) {
  /** The history folder of the last compile; a clean build that failed left the default one. */
  public Path history() {
    DraftOutput output = new DraftOutput(classes, catalog);
    return Files.exists(output.indexFile())
        ? project.resolve(output.index().history())
        : project
            .resolve("src/" + sourceSet() + "/resources")
            .resolve(OutputNames.historyFolder(catalog));
  }

  /** The root of the sources. */
  Path sources() {
    return project.resolve("src/" + sourceSet() + "/java");
  }

  private String sourceSet() {
    return BuildFolder.isTestOutput(classes) ? "test" : "main";
  }

  /** Makes the next compile run, if there was one. */
  void compileAgain(String done) {
    DraftOutput output = new DraftOutput(classes, catalog);
    if (Files.exists(output.indexFile())) {
      new SourceCheck(classes, project).makeCompileAgain(output.sources(), done);
    }
  }
}
