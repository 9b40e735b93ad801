package dev.eloquent.document;

import java.lang.reflect.Array;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Arrays and collections as lists, and back. */
final class Containers {
  private Containers() {}

  static void forEach(Object container, Consumer<Object> work) {
    if (container instanceof Iterable<?> all) {
      for (Object each : all) {
        work.accept(each);
      }
      return;
    }
    for (int i = 0; i < Array.getLength(container); i++) {
      work.accept(Array.get(container, i));
    }
  }

  /** A container of that class with these elements. */
  static Object of(Class<?> container, List<Object> elements) {
    if (container.isArray()) {
      Object array = Array.newInstance(container.getComponentType(), elements.size());
      for (int i = 0; i < elements.size(); i++) {
        Array.set(array, i, elements.get(i));
      }
      return array;
    }
    return switch (container.getName()) {
      case "java.util.Set", "java.util.HashSet", "java.util.LinkedHashSet" ->
          new LinkedHashSet<>(elements);
      case "java.util.SortedSet" -> new TreeSet<>(elements);
      default -> elements;
    };
  }
}
