package dev.eloquent.flyway;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** A file on the class path that was found to be the sealed one. */
final class ScriptResource extends LoadableResource {
  private final String path;
  private final @Nullable String text;
  private final ClassLoader loader;

  /**
   * Creates one.
   *
   * @param path the whole one on the class path
   * @param text its content; null if it is too large to be held and read anew each time
   */
  ScriptResource(String path, @Nullable String text, ClassLoader loader) {
    this.path = path;
    this.text = text;
    this.loader = loader;
  }

  @Override
  public Reader read() {
    if (text != null) {
      return new StringReader(text);
    }
    InputStream in = loader.getResourceAsStream(path);
    if (in == null) {
      throw BridgeProblem.MISSING_FILE.exception(
          path + " is gone from the class path. Run: mvn clean compile");
    }
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  @Override
  public String getAbsolutePath() {
    return "classpath:" + path;
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return path;
  }

  @Override
  public String getFilename() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What Flyway writes as script: relative to the dialect's folder, so the file's name. */
  @Override
  public String getRelativePath() {
    return getFilename();
  }
}
