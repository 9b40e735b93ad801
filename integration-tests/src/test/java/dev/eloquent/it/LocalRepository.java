package dev.eloquent.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A local Maven repository for one test run: this build's artifacts, and everything else from the
 * developer's own repository, which serves as a remote one so that nothing is written to it.
 */
record LocalRepository(Path folder, Path settings) {
  static LocalRepository create(Path folder) throws IOException {
    Path repository = folder.resolve("repository");
    install(repository, "eloquent-runtime", Shell.ROOT.resolve("runtime"));
    install(repository, "eloquent-processor", Shell.ROOT.resolve("processor"));
    Path settings = folder.resolve("settings.xml");
    String local = Path.of(System.getProperty("eloquent.maven.repo")).toUri().toString();
    Files.writeString(settings, SETTINGS.replace("@LOCAL@", local));
    return new LocalRepository(repository, settings);
  }

  private static final String SETTINGS =
      """
      <settings>
        <profiles>
          <profile>
            <id>local</id>
            <repositories>
              <repository><id>central</id><url>@LOCAL@</url></repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository><id>central</id><url>@LOCAL@</url></pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
        <activeProfiles><activeProfile>local</activeProfile></activeProfiles>
      </settings>
      """;

  private static void install(Path repository, String artifact, Path module) throws IOException {
    Path target = repository.resolve("dev/eloquent").resolve(artifact).resolve(Shell.VERSION);
    Files.createDirectories(target);
    String name = artifact + "-" + Shell.VERSION;
    copy(module.resolve(".flattened-pom.xml"), target.resolve(name + ".pom"));
    copy(module.resolve("target").resolve(name + ".jar"), target.resolve(name + ".jar"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
