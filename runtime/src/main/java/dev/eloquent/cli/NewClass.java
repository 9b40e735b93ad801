package dev.eloquent.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The source of a new class, whose imports are known when its body is. What shares its simple name
 * with another is written in full, and the package's own classes never stand for others.
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
    this.packageName = packageOf(name);
    this.type = name.substring(dot + 1);
    this.folder = folder;
    fullNames.put(type, name);
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
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
    StringBuilder text =
        new StringBuilder(packageName.isEmpty() ? "" : "package " + packageName + ";\n\n");
    fullNames.values().stream()
        .filter(this::isImported)
        .sorted()
        .forEach(name -> text.append("import ").append(name).append(";\n"));
    return folder.write(className(), text.append('\n').append(body).toString());
  }

  /** Java's own need it only where the package has a class of that name. */
  private boolean isImported(String name) {
    String owner = packageOf(name);
    return owner.equals("java.lang")
        ? isBeside(inPackage(name.substring(name.lastIndexOf('.') + 1)))
        : !owner.equals(packageName);
  }

  private String className() {
    return inPackage(type);
  }

  private String inPackage(String simple) {
    return packageName.isEmpty() ? simple : packageName + "." + simple;
  }
}
