package dev.eloquent.flyway;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.resource.LoadableResource;

/** A file on the class path that was found to be the sealed one; read anew each time. */
final class ScriptResource extends LoadableResource {
  private final String path;
  private final ClassLoader loader;

  /** Creates one; the path is the whole one on the class path. */
  ScriptResource(String path, ClassLoader loader) {
    this.path = path;
    this.loader = loader;
  }

  @Override
  public Reader read() {
    InputStream in = loader.getResourceAsStream(path);
    if (in == null) {
      throw new FlywayException(path + " is gone from the class path. Run: mvn clean compile");
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
