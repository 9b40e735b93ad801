package dev.eloquent.flyway;

import java.io.Reader;
import java.io.StringReader;
import org.flywaydb.core.api.resource.LoadableResource;

/** A text that was read from the class path and found to be the sealed one. */
final class ScriptResource extends LoadableResource {
  private final String path;
  private final String text;

  /** Creates one; the path is the whole one on the class path. */
  ScriptResource(String path, String text) {
    this.path = path;
    this.text = text;
  }

  @Override
  public Reader read() {
    return new StringReader(text);
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
