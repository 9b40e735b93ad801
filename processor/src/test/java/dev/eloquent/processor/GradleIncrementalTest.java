package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.ProjectFixture.Compiled;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gradle's incremental compile with aggregating processors, played with the compiler of this JDK:
 * it remembers what the processors saw and wrote; when a source changes or goes, it deletes its
 * class and everything that they wrote, and shows them the classes that they saw before, by name,
 * beside the changed sources. What comes out must be what a full compile gives.
 */
class GradleIncrementalTest {
  @TempDir Path root;

  private final Set<String> seen = new TreeSet<>();
  private final Set<String> types = new TreeSet<>();
  private final Set<String> resources = new TreeSet<>();
  private ProjectFixture project;

  @BeforeEach
  void threeModelsAndAClass() {
    project = new ProjectFixture(root).processors(this::recorded);
    project.write("build.gradle", "").delete("pom.xml");
    project.model("User", "@Model public class User extends Base { String name; }");
    project.model("Order", "@Model public class Order extends Base { User buyer; State state; }");
    project.model("Tag", "@Model public record Tag(@Id String name, int count) {}");
    project.model("Base", "abstract class Base { @Id long id; }");
    project.model("State", "enum State { NEW, DONE }");
    project.model("Plain", "class Plain { int number = 1; }");
  }

  private List<Processor> recorded() {
    return List.of(new Recorder(new LastModelProcessor()), new Recorder(new MigrationProcessor()));
  }

  /** As Gradle wraps a processor; it notes what the processor is shown and writes. */
  private final class Recorder extends AbstractProcessor {
    private final Processor processor;

    Recorder(Processor processor) {
      this.processor = processor;
    }

    @Override
    public Set<String> getSupportedOptions() {
      return processor.getSupportedOptions();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      processor.init(
          proxy(
              ProcessingEnvironment.class,
              (method, arguments) ->
                  method.getName().equals("getFiler")
                      ? filer(environment.getFiler())
                      : method.invoke(environment, arguments)));
    }

    private Filer filer(Filer filer) {
      return proxy(
          Filer.class,
          (method, arguments) -> {
            if (method.getName().equals("createResource")) {
              assertThat(arguments[0]).isEqualTo(StandardLocation.CLASS_OUTPUT);
              resources.add(String.valueOf(arguments[2]));
            } else if (!method.getName().equals("getResource")) {
              types.add(String.valueOf(arguments[0]));
            }
            return method.invoke(filer, arguments);
          });
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      Set<Element> shown = new HashSet<>();
      if (getSupportedAnnotationTypes().contains("*")) {
        shown.addAll(round.getRootElements());
      }
      annotations.forEach(annotation -> shown.addAll(round.getElementsAnnotatedWith(annotation)));
      for (Element element : shown) {
        Element type = element;
        while (type.getEnclosingElement() instanceof TypeElement) {
          type = type.getEnclosingElement();
        }
        seen.add(type.toString());
      }
      processor.process(annotations, round);
      return false;
    }
  }

  /** What a proxy does instead. */
  private interface Call {
    Object on(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return call.on(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Compiles everything, and keeps what Gradle keeps. */
  private Map<String, String> full() throws IOException {
    seen.clear();
    types.clear();
    resources.clear();
    project.clean();
    succeeded(project.compile());
    return bytes();
  }

  /** What Gradle does when these sources have changed, or, if they are not there, are deleted. */
  private Map<String, String> incremental(String... changed) throws IOException {
    Set<String> compiled = new TreeSet<>(types);
    List<Path> sources = new ArrayList<>();
    for (String name : changed) {
      compiled.add("shop." + name);
      Path source = root.resolve("src/main/java/shop/" + name + ".java");
      if (Files.exists(source)) {
        sources.add(source);
      }
    }
    for (String resource : resources) {
      Files.delete(project.classes().resolve(resource));
    }
    delete(compiled);
    Set<String> again = new TreeSet<>(seen);
    again.removeAll(compiled);
    types.clear();
    resources.clear();
    succeeded(project.compile(sources, again));
    return bytes();
  }

  /** Class files, nested ones too, and generated sources. */
  private void delete(Set<String> compiled) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("target"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path folder =
            file.startsWith(project.classes())
                ? project.classes()
                : root.resolve("target/generated-sources/annotations");
        String name = folder.relativize(file).toString().replaceFirst("(\\$[^.]*)?\\.\\w+$", "");
        if (compiled.contains(name.replace('/', '.')) && !name.startsWith("META-INF")) {
          Files.delete(file);
        }
      }
    }
  }

  private static void succeeded(Compiled compiled) {
    assertThat(compiled.success()).as(compiled.all()).isTrue();
  }

  private Map<String, String> bytes() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("target"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(
            root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  @Test
  void everythingIsWrittenThroughTheFiler() throws IOException {
    Set<String> written = new TreeSet<>();
    for (String file : full().keySet()) {
      if (!file.endsWith(".class")) {
        written.add(file);
      }
    }
    Set<String> expected = new TreeSet<>();
    resources.forEach(resource -> expected.add("target/classes/" + resource));
    types.forEach(
        type ->
            expected.add(
                "target/generated-sources/annotations/" + type.replace('.', '/') + ".java"));
    assertThat(written).isEqualTo(expected);
    try (Stream<Path> others = Files.list(root)) {
      assertThat(others.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("build.gradle", "src", "target");
    }
    assertThat(seen).contains("shop.User", "shop.Order", "shop.Tag", "shop.Plain");
  }

  @Test
  void aChangedModel() throws IOException {
    full();
    project.model("Tag", "@Model public record Tag(@Id String name, int count, int rank) {}");
    check("Tag");
  }

  @Test
  void aChangedClassThatIsNoModel() throws IOException {
    full();
    project.model("Plain", "class Plain { int number = 2; }");
    check("Plain");
  }

  /** Gradle compiles again what depends on a changed class; not Tag here. */
  @Test
  void aChangedSuperclass() throws IOException {
    full();
    project.model("Base", "abstract class Base { @Id long id; int revision; }");
    check("Base", "User", "Order");
  }

  @Test
  void aNewModelAndADeletedOneBehindASealedHistory() throws IOException {
    full();
    project.seal();
    full();
    assertThat(project.index().draft()).isNull();
    project.model("Place", "@Model public class Place extends Base { Tag tag; }");
    check("Place");
    assertThat(project.index().draft()).isNotNull();
    project.delete("src/main/java/shop/Place.java");
    check("Place");
    assertThat(project.index().draft()).isNull();
    project.delete("src/main/java/shop/Tag.java");
    check("Tag");
    assertThat(project.meta("draft.sqlite.up.sql")).contains("DROP TABLE tags");
  }

  @Test
  void theLastModelGone() throws IOException {
    full();
    project.seal();
    full();
    List<String> gone = List.of("User", "Order", "Tag");
    gone.forEach(name -> project.delete("src/main/java/shop/" + name + ".java"));
    check(gone.toArray(String[]::new));
    assertThat(project.meta("draft.sqlite.up.sql"))
        .contains("DROP TABLE orders", "DROP TABLE tags", "DROP TABLE users");
  }

  private void check(String... changed) throws IOException {
    Map<String, String> incremental = incremental(changed);
    assertThat(incremental).isEqualTo(full());
  }
}
