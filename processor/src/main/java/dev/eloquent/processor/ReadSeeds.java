package dev.eloquent.processor;

import dev.eloquent.format.OutputNames;
import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.read.AccessReader;
import dev.eloquent.processor.read.ModelReader;
import dev.eloquent.processor.read.SeedsReader;
import dev.eloquent.processor.read.SeedsReader.Named;
import dev.eloquent.processor.read.SeedsReader.Seeds;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds how the rows are stored of the models that factories, seeders and scenarios name, and adds
 * those that are not in this compilation: the last one left a list of them. Without any it does
 * nothing.
 */
final class ReadSeeds implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    FindModels.readList(c, OutputNames.SEEDS, c.previousSeeds);
    for (String name : c.previousSeeds) {
      TypeElement type = c.seeds.containsKey(name) ? null : FindModels.find(c, name);
      if (type != null && SeedsReader.hasSeeds(type)) {
        c.seeds.put(name, type);
      }
    }
    if (!any(c)) {
      return;
    }
    SeedsReader reader =
        new SeedsReader(
            c.environment.getElementUtils(), c.environment.getTypeUtils(), c.diagnostics);
    List<Seeds> all = new ArrayList<>();
    for (TypeElement type : c.seeds.values()) {
      Seeds seeds = reader.read(type);
      if (seeds != null) {
        all.add(seeds);
      }
    }
    // Every service file is written, for a class may have changed what it is.
    for (String service : SeedsReader.SERVICES) {
      NavigableSet<String> classes = new TreeSet<>();
      all.stream()
          .filter(seeds -> seeds.services().contains(service))
          .forEach(seeds -> classes.add(seeds.className()));
      c.seedServices.put(service, classes);
    }
    readAccess(c, all);
  }

  /** Whether there is a class with {@code @Seeds}, or was at the last compile. */
  static boolean any(Compilation c) {
    return !c.seeds.isEmpty() || !c.previousSeeds.isEmpty();
  }

  private static void readAccess(Compilation c, List<Seeds> all) {
    Elements elements = c.environment.getElementUtils();
    AccessReader access =
        new AccessReader(
            elements,
            c.environment.getTypeUtils(),
            ReadModels.members(c),
            c.diagnostics,
            c.catalog);
    Map<String, Table> tables = tables(c, all);
    for (Seeds seeds : all) {
      for (Named named : seeds.models()) {
        Table table = tables.get(elements.getBinaryName(named.model()).toString());
        if (table == null) {
          c.diagnostics.report(
              Problem.SEEDS_UNREADABLE, named.at(), seeds.className(), named.model());
        } else {
          access.read(named.model(), table, named.at());
        }
      }
    }
    c.accessors = access.accessors();
  }

  /** Of this catalogue's models, and of those of others that are named. */
  private static Map<String, Table> tables(Compilation c, List<Seeds> all) {
    Map<String, Table> tables = new HashMap<>();
    c.read.schema().tables().forEach(table -> tables.put(table.model(), table));
    List<TypeElement> outside = new ArrayList<>();
    for (Seeds seeds : all) {
      for (Named named : seeds.models()) {
        String name = c.environment.getElementUtils().getBinaryName(named.model()).toString();
        if (!tables.containsKey(name)) {
          outside.add(named.model());
        }
      }
    }
    if (!outside.isEmpty()) {
      // Their problems are those of another compilation.
      new ModelReader(
              c.environment.getElementUtils(),
              c.environment.getTypeUtils(),
              ReadModels.members(c),
              new Diagnostics(false))
          .read(outside)
          .schema()
          .tables()
          .forEach(table -> tables.put(table.model(), table));
    }
    return tables;
  }
}
