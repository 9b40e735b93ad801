package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a new seeder or scenario writes: of each model whose factory needs nothing else.
 *
 * @param ready those models; of several SQL databases only the first one's, since a seeder or a
 *     scenario fills one
 * @param example the model that a comment explains where none is ready; null where none is known
 * @param known all models
 * @param ofOne whether only one of them is meant
 */
record SkeletonRows(
    List<SeedableModel> ready,
    @Nullable SeedableModel example,
    List<SeedableModel> known,
    boolean ofOne) {
  private static final String SUFFIX = "(Table)?(Seeder|Seeds|Seed)$";
  private static final int NAMED = 5;

  /** Of the model that the seeder is called after; else of all in one database. */
  static SkeletonRows ofSeeder(String type, List<SeedableModel> known) {
    String named = type.replaceFirst(SUFFIX, "");
    List<SeedableModel> called = known.stream().filter(m -> m.simple().equals(named)).toList();
    if (!called.isEmpty()) {
      return of(called.subList(0, 1), known, true);
    }
    List<SeedableModel> sql = ofOneDatabase(known, model -> !model.isMongo());
    return of(sql.isEmpty() ? ofOneDatabase(known, SeedableModel::isMongo) : sql, known, false);
  }

  /** Of all in one SQL database, and in MongoDB. */
  static SkeletonRows ofScenario(List<SeedableModel> known) {
    return of(
        Stream.of(
                ofOneDatabase(known, model -> !model.isMongo()),
                ofOneDatabase(known, SeedableModel::isMongo))
            .flatMap(List::stream)
            .toList(),
        known,
        false);
  }

  private static SkeletonRows of(
      List<SeedableModel> wanted, List<SeedableModel> known, boolean ofOne) {
    List<SeedableModel> ready = wanted.stream().filter(SeedableModel::isReady).toList();
    SeedableModel example =
        Stream.concat(wanted.stream(), known.stream())
            .filter(model -> wanted.contains(model) || model.neededTable().isEmpty())
            .findFirst()
            .orElse(known.isEmpty() ? null : known.get(0));
    return new SkeletonRows(ready, example, known, ofOne);
  }

  /** The ready ones of that kind that share a connection: the one of any SQL database first. */
  private static List<SeedableModel> ofOneDatabase(
      List<SeedableModel> known, Predicate<SeedableModel> kind) {
    List<SeedableModel> ready = known.stream().filter(SeedableModel::isReady).filter(kind).toList();
    String first =
        ready.stream()
            .map(model -> model.descriptor().connection())
            .sorted()
            .findFirst()
            .orElse("");
    return ready.stream().filter(m -> m.descriptor().connection().equals(first)).toList();
  }

  /** The annotation that names the models. */
  String annotation(NewClass user) {
    String seeds = "@" + user.use("dev.eloquent.annotation.Seeds");
    List<String> classes =
        ready.stream().map(model -> user.use(model.className()) + ".class").toList();
    String joined = String.join(", ", classes);
    return classes.isEmpty()
        ? seeds
        : seeds + "(" + (classes.size() == 1 ? joined : "{" + joined + "}") + ")";
  }

  /**
   * Why no row is written yet, and how to write some; the lines of a comment.
   *
   * @param call what writes the rows of a factory
   */
  List<String> how(Function<String, String> call) {
    String model = example == null ? "Customer" : example.simple();
    String made = "new " + model + "Factory()";
    if (example == null || example.factory() == null) {
      return List.of(
          "No rows yet. make:factory " + model + " writes what makes them; then name the model,",
          "@Seeds(" + model + ".class), and write its rows:",
          call.apply(made) + ";");
    }
    String parent = parent(example.neededTable().orElseThrow());
    return List.of(
        "No rows yet, since each " + model + " needs its " + parent + ": give " + model + "Factory",
        "public static " + model + " of(" + model + " row, " + parent + " parent), which sets it,",
        "name both models in @Seeds, and write the rows:",
        call.apply(made + ".forNewParent(new " + parent + "Factory(), " + model + "Factory::of)")
            + ";");
  }

  private String parent(String table) {
    return known.stream()
        .filter(model -> model.descriptor().table().equals(table))
        .map(SeedableModel::simple)
        .findFirst()
        .orElse(table);
  }

  /** What is left out, for a person to go on with. */
  List<String> notes() {
    if (ready.isEmpty() || ofOne) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    note(notes, "without a factory (make:factory writes one)", m -> m.factory() == null);
    note(
        notes,
        "whose rows need another's (forParent or forNewParent links them)",
        m -> m.factory() != null && m.neededTable().isPresent());
    note(notes, "of another database, which needs a class of its own", this::isElsewhere);
    return notes;
  }

  private boolean isElsewhere(SeedableModel model) {
    return model.isReady() && !ready.contains(model);
  }

  private void note(List<String> notes, String what, Predicate<SeedableModel> which) {
    List<String> names = known.stream().filter(which).map(SeedableModel::simple).toList();
    if (!names.isEmpty()) {
      String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
      notes.add("left out, " + what + ": " + some + (names.size() > NAMED ? ", …" : "") + ".");
    }
  }
}
