package dev.eloquent.cli;

import dev.eloquent.format.OutputNames;

/**
 * Where a command works.
 *
 * @param catalog the catalogue's id, empty for the default one
 * @param oneOfSeveral whether the command works on other catalogues of that database, too
 */
record Place(Target target, String catalog, boolean oneOfSeveral) {
  /** What people are shown; holds no secret. */
  String label() {
    return oneOfSeveral ? target.label() + ", " + OutputNames.shown(catalog) : target.label();
  }

  @Override
  public String toString() {
    return label();
  }
}
