package dev.eloquent.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The source of a new class, whose imports are known when its body is. What shares its simple name
 * with another is written in full.
 */
final class NewClass {
  private final String packageName;
  private final String type;
  private final NewSource folder;
  private final Map<String, String> fullNames = new TreeMap<>();

  /**
   * @param name with its package
   * @param folder where it goes
   */
  NewClass(String name, NewSource folder) {
    int dot = name.lastIndexOf('.');
    this.packageName = name.substring(0, dot);
    this.type = name.substring(dot + 1);
    this.folder = folder;
    fullNames.put(type, name);
  }

  String packageName() {
    return packageName;
  }

  /** Its name without the package. */
  String type() {
    return type;
  }

  /** Whether the sources that it goes to have that class. */
  boolean isBeside(String className) {
    return folder.has(className);
  }

  /** What the class is called in this one; it is imported if need be. */
  String use(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    String known = fullNames.putIfAbsent(simple, className);
    return known == null || known.equals(className) ? simple : className;
  }

  /**
   * Writes it.
   *
   * @param body what follows the imports
   * @throws CliException if its file is there, or cannot be written
   */
  Path write(String body) {
    StringBuilder text = new StringBuilder("package " + packageName + ";\n\n");
    fullNames.values().stream()
        .filter(name -> !name.substring(0, name.lastIndexOf('.')).equals(packageName))
        .sorted()
        .forEach(name -> text.append("import ").append(name).append(";\n"));
    return folder.write(packageName + "." + type, text.append('\n').append(body).toString());
  }
}
