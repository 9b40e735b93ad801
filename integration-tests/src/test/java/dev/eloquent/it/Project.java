package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project with models in package {@code com.acme}, built with real Maven. */
record Project(Path folder, LocalRepository repository) {
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>app</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>dev.eloquent</groupId>
            <artifactId>eloquent-runtime</artifactId>
            <version>@VERSION@</version>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-clean-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.15.0</version>
              <configuration>
                <compilerArgs>@OPTIONS@</compilerArgs>
                <annotationProcessorPaths>
                  <path>
                    <groupId>dev.eloquent</groupId>
                    <artifactId>eloquent-processor</artifactId>
                    <version>@VERSION@</version>
                  </path>
                </annotationProcessorPaths>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  /** Writes the build file, which passes these options to the processor. */
  void pom(String... options) throws IOException {
    StringBuilder arguments = new StringBuilder();
    for (String option : options) {
      arguments.append("<arg>").append(option).append("</arg>");
    }
    Files.writeString(
        folder.resolve("pom.xml"),
        POM.replace("@VERSION@", Shell.VERSION).replace("@OPTIONS@", arguments));
  }

  /** Writes a model of these fields. */
  void model(String name, String... fields) throws IOException {
    Path file = folder.resolve("src/main/java/com/acme/" + name + ".java");
    Files.createDirectories(file.getParent());
    StringBuilder text = new StringBuilder("package com.acme;\n\n");
    text.append("import dev.eloquent.annotation.*;\n\n@Model\npublic class ");
    text.append(name).append(" {\n");
    for (String field : fields) {
      text.append("  ").append(field).append(";\n");
    }
    Files.writeString(file, text.append("}\n").toString());
  }

  /** The history folder. */
  Path history() {
    return folder.resolve("src/main/resources/db/migration");
  }

  /** Compiles, which must succeed; {@code mvn compile} if no goals are given. */
  Result compiled(String... goals) {
    Result result =
        new Shell(folder, repository).maven(goals.length == 0 ? new String[] {"compile"} : goals);
    assertThat(result.exit()).as(result.all()).isZero();
    return result;
  }

  /** Compiles clean, without Maven, which must succeed; gives what was said. */
  String javac(String... options) throws IOException {
    Javac.Compiled compiled = new Javac(folder).compile(options);
    assertThat(compiled.success()).as(compiled.messages()).isTrue();
    return compiled.messages();
  }

  /** Runs a command, which must succeed. */
  Result done(String... arguments) {
    return exits(0, arguments);
  }

  /** Runs a command, which must be refused. */
  Result refused(String... arguments) {
    return exits(3, arguments);
  }

  private Result exits(int exit, String... arguments) {
    Result result = new Shell(folder, repository).runtime(arguments);
    assertThat(result.exit()).as(result.all()).isEqualTo(exit);
    return result;
  }
}
