package dev.eloquent.cli;

/**
 * Where a command works.
 *
 * @param catalog the catalogue's id, empty for the default one
 * @param oneOfSeveral whether the command works on other catalogues of that database, too
 */
record Place(Target target, String catalog, boolean oneOfSeveral) {
  /** What people are shown; holds no secret. */
  String label() {
    return oneOfSeveral ? target.label() + ", " + name(catalog) : target.label();
  }

  /** A catalogue, for people. */
  static String name(String catalog) {
    return catalog.isEmpty() ? "the default catalogue" : "catalogue " + catalog;
  }

  @Override
  public String toString() {
    return label();
  }
}
