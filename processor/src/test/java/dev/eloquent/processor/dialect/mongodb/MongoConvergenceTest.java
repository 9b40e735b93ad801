package dev.eloquent.processor.dialect.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.DiffResult;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaDiffer;
import dev.eloquent.processor.lint.ChangeLint;
import dev.eloquent.processor.lint.LintFinding;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.ScriptText;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

/**
 * For any two versions A and B of some collections: A, then A to B, is what B is from nothing; no
 * validator refuses an update on the way, in either direction; the reverse gives A again, with
 * documents that A's validators admit; and where no warning was given, B's admit those of A.
 *
 * <p>{@code -Dmongo.pairs=20000 -Dmongo.seed=7} tries more and others.
 */
class MongoConvergenceTest {
  private static final int PAIRS = Integer.getInteger("mongo.pairs", 3_000);
  private static final long SEED = Long.getLong("mongo.seed", 1L);

  /** What is lost anyway says nothing about the documents that stay. */
  private static final Set<String> HARMLESS =
      Set.of("ELQ720", "ELQ721", "ELQ724", "ELQ725", "ELQ726");

  @Test
  void anyTwoVersionsConverge() {
    int checked = 0;
    int safe = 0;
    for (int i = 0; i < PAIRS; i++) {
      Random random = new Random(SEED * 1_000_003 + i);
      RandomCollections collections = new RandomCollections(random);
      Schema before = collections.schema();
      RandomCollections.Next next = collections.next(before);
      DiffResult diff = SchemaDiffer.diff(before, next.schema(), next.intents(), Set.of());
      if (diff.hasErrors()) {
        continue;
      }
      checked++;
      safe += check("pair " + i + " of seed " + SEED, random, before, diff.changes()) ? 1 : 0;
    }
    // The random pairs must reach what they are for.
    assertThat(checked).isGreaterThan(PAIRS / 2);
    assertThat(safe).isGreaterThan(PAIRS / 20);
  }

  private static boolean check(String pair, Random random, Schema before, ChangeSet changes) {
    MigrationPlan plan = MongoPlanner.plan(changes);
    ScriptText text = ScriptText.of(2, "MongoDB", MongoDialect.SYNTAX);
    String context = pair + "\n" + text.up(plan) + text.undo(plan);
    CommandRun run = fromNothing(before);
    String start = run.structure();
    Map<String, List<BsonDocument>> written = fill(run, before, random);
    try {
      run.file(text.up(plan));
      assertThat(run.structure()).isEqualTo(fromNothing(changes.after()).structure());
      boolean safe = isSafe(changes);
      if (safe) {
        checkAdmitted(run, changes.after());
      }
      write(run, changes, new RandomDocuments(random));
      run.file(text.undo(plan));
      assertThat(run.structure()).isEqualTo(start);
      if (!isFilledAnew(changes)) {
        checkAdmitted(run, before);
      }
      checkKept(run, before, changes, written);
      return safe;
    } catch (AssertionError e) {
      throw new AssertionError(context + "\n" + e.getMessage(), e);
    }
  }

  /** What was filled in with a value of another type stays: the undo file says so. */
  private static boolean isFilledAnew(ChangeSet changes) {
    return changes.changes().stream()
        .anyMatch(
            c ->
                c instanceof AlterColumn alter
                    && alter.backfill() != null
                    && !alter.before().type().equals(alter.after().type()));
  }

  private static CommandRun fromNothing(Schema schema) {
    ChangeSet all = SchemaDiffer.diff(Schema.EMPTY, schema, Intents.NONE, Set.of()).changes();
    CommandRun run = new CommandRun();
    run.file(ScriptText.of(1, "MongoDB", MongoDialect.SYNTAX).up(MongoPlanner.plan(all)));
    return run;
  }

  private static Map<String, List<BsonDocument>> fill(
      CommandRun run, Schema schema, Random random) {
    RandomDocuments documents = new RandomDocuments(random);
    Map<String, List<BsonDocument>> written = new HashMap<>();
    for (Table table : schema.tables()) {
      List<BsonDocument> own = new ArrayList<>();
      for (int n = 0; n < 4; n++) {
        own.add(documents.document(table));
      }
      run.documents(table.name()).addAll(own);
      written.put(table.name(), own);
    }
    checkAdmitted(run, schema);
    return written;
  }

  /** The application uses its new fields. */
  private static void write(CommandRun run, ChangeSet changes, RandomDocuments documents) {
    for (SchemaChange change : changes.changes()) {
      if (change instanceof AddColumn add) {
        for (BsonDocument document : run.documents(add.table())) {
          document.put(add.column().name(), documents.value(add.column().type()));
        }
      }
    }
  }

  private static void checkAdmitted(CommandRun run, Schema schema) {
    for (Table table : schema.tables()) {
      for (BsonDocument document : run.documents(table.name())) {
        assertThat(run.refused(table.name(), document)).as("%s", document).isEmpty();
      }
    }
  }

  private static boolean isSafe(ChangeSet changes) {
    return ChangeLint.check(changes).stream()
        .map(LintFinding::finding)
        .allMatch(f -> HARMLESS.contains(f.problem().code()));
  }

  /** What no removal or backfill touched is there again as it was. */
  private static void checkKept(
      CommandRun run, Schema before, ChangeSet changes, Map<String, List<BsonDocument>> written) {
    Set<String> gone = new HashSet<>();
    changes.changes().stream()
        .filter(c -> c instanceof DropTable)
        .forEach(c -> gone.add(c.table()));
    for (Table table : before.tables()) {
      if (gone.contains(table.name())) {
        assertThat(run.documents(table.name())).isEmpty();
        continue;
      }
      List<BsonDocument> now = run.documents(table.name());
      List<BsonDocument> was = written.getOrDefault(table.name(), List.of());
      assertThat(now).hasSameSizeAs(was);
      for (int i = 0; i < was.size(); i++) {
        BsonValue id = was.get(i).get("_id");
        assertThat(now.get(i).get("_id")).isEqualTo(id);
        assertThat(table.columns().stream().map(c -> c.name()).toList())
            .as("fields that the model does not know")
            .containsAll(now.get(i).keySet());
      }
    }
  }
}
