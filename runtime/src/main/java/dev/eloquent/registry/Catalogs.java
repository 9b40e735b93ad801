package dev.eloquent.registry;

import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Finds the compiled catalogues of a class path, and puts several in order. */
public final class Catalogs {
  private Catalogs() {}

  /**
   * All catalogues of the class path but those of tests, as {@link #inOrder} gives them.
   *
   * @throws java.util.ServiceConfigurationError if the build output is not of one piece
   * @throws MigrationException as {@link #all} and {@link #inOrder} do
   */
  public static List<MigrationCatalog> find(ClassLoader loader) {
    List<MigrationCatalog> found = new ArrayList<>(all(loader));
    found.removeIf(catalog -> catalog.id().equals(OutputNames.TEST_CATALOG));
    return inOrder(found, loader);
  }

  /**
   * All catalogues of the class path, in its order.
   *
   * @throws java.util.ServiceConfigurationError if the build output is not of one piece
   * @throws MigrationException if one hides another one of the same class
   */
  public static List<MigrationCatalog> all(ClassLoader loader) {
    List<MigrationCatalog> found = new ArrayList<>();
    ServiceLoader.load(MigrationCatalog.class, loader).forEach(found::add);
    try {
      checkHidden(loader);
    } catch (IOException e) {
      throw new UncheckedIOException("the class path cannot be read", e);
    }
    return found;
  }

  /** Two modules that were given no id of their own may have generated the very same class name. */
  private static void checkHidden(ClassLoader loader) throws IOException {
    Map<String, URL> services = new HashMap<>();
    for (URL service : urls(loader, OutputNames.CATALOG_SERVICE)) {
      for (String line : new String(read(service), StandardCharsets.UTF_8).split("\n", -1)) {
        String name = line.strip();
        URL other = name.isEmpty() ? null : services.putIfAbsent(name, service);
        if (other != null) {
          checkSame(loader, name);
        }
      }
    }
  }

  /** An application is on its class path twice, and that is all, if the classes are equal. */
  private static void checkSame(ClassLoader loader, String className) throws IOException {
    List<URL> classes = urls(loader, className.replace('.', '/') + ".class");
    byte[] first = classes.isEmpty() ? new byte[0] : read(classes.get(0));
    for (URL other : classes) {
      if (!Arrays.equals(first, read(other))) {
        throw twice(
            "Two catalogues are compiled to class " + className, classes.get(0) + " and " + other);
      }
    }
  }

  private static MigrationException twice(String what, String where) {
    return new MigrationException(
        MigrationProblem.CATALOG_TWICE,
        what
            + ": "
            + where
            + ". Give each module an id of its own (-Aeloquent.catalog=ID) before it seals its first"
            + " version, or take one of them from the class path.",
        null);
  }

  private static List<URL> urls(ClassLoader loader, String name) throws IOException {
    List<URL> urls = new ArrayList<>();
    Enumeration<URL> found = loader.getResources(name);
    while (found.hasMoreElements()) {
      URL url = found.nextElement();
      if (urls.stream().noneMatch(u -> u.toString().equals(url.toString()))) {
        urls.add(url);
      }
    }
    return urls;
  }

  private static byte[] read(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }

  /**
   * The catalogues, those first that foreign keys of others refer to, and by their ids where no
   * reference decides. One alone is taken as it is, and no registry of models is loaded for it.
   *
   * @param loader what has the registries of models, which say whose a table is
   * @throws MigrationException if two have the same id, or their references form a circle
   */
  public static List<MigrationCatalog> inOrder(
      Collection<MigrationCatalog> catalogs, ClassLoader loader) {
    if (catalogs.size() < 2) {
      return List.copyOf(catalogs);
    }
    checkIds(catalogs);
    return new CatalogOrder(catalogs, owners(loader)).sorted();
  }

  private static void checkIds(Collection<MigrationCatalog> catalogs) {
    Map<String, MigrationCatalog> byId = new HashMap<>();
    for (MigrationCatalog catalog : catalogs) {
      MigrationCatalog other = byId.putIfAbsent(catalog.id(), catalog);
      if (other != null) {
        List<String> places = new ArrayList<>(List.of(place(other), place(catalog)));
        Collections.sort(places);
        throw twice(
            "Two catalogues have the id \"" + catalog.id() + "\"", String.join(" and ", places));
      }
    }
  }

  private static String place(MigrationCatalog catalog) {
    Class<?> type = catalog.getClass();
    var source = type.getProtectionDomain().getCodeSource();
    return type.getName() + (source == null ? "" : " in " + source.getLocation());
  }

  /** The ids of the catalogues of the class path that have a table, by its name. */
  public static Map<String, String> owners(ClassLoader loader) {
    Map<String, String> owners = new HashMap<>();
    for (ModelCatalog models : ServiceLoader.load(ModelCatalog.class, loader)) {
      for (ModelDescriptor model : models.models()) {
        owners.putIfAbsent(model.table(), models.id());
      }
    }
    return owners;
  }
}
