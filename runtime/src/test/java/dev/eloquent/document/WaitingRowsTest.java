package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eloquent.history.HistoryRow;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingRowsTest {
  private final List<List<Integer>> written = new CopyOnWriteArrayList<>();
  private final WaitingRows rows =
      new WaitingRows(some -> written.add(some.stream().map(HistoryRow::rank).toList()));

  private static List<HistoryRow> rows(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(WaitingRowsTest::row).toList();
  }

  private static HistoryRow row(int rank) {
    return new HistoryRow(rank, "" + rank, "d", "MONGO", "s", 1, "u", "1970", 0, true);
  }

  private static List<Integer> ranks(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void writesAsManyAsMayWaitAtOnce() throws Exception {
    for (int rank = 1; rank <= 70; rank++) {
      rows.add(rows(rank, rank));
    }
    rows.close();
    assertThat(written.stream().flatMap(List::stream)).isEqualTo(ranks(1, 70));
    assertThat(written).allSatisfy(some -> assertThat(some.size()).isLessThanOrEqualTo(32));
  }

  @Test
  void writesManyOfOneEventAtOnce() throws Exception {
    rows.add(rows(1, 100));
    assertThat(written).containsExactly(ranks(1, 100));
    rows.close();
  }

  /** A run that is killed before it writes an event's two rows misses no more than those. */
  @Test
  void makesRoomForWhatComes() throws Exception {
    rows.add(rows(1, 30));
    rows.makeRoom(2);
    assertThat(written).isEmpty();
    rows.add(rows(31, 31));
    rows.makeRoom(2);
    assertThat(written).containsExactly(ranks(1, 31));
    rows.close();
  }

  @Test
  void writesBeforeItsEnd() throws Exception {
    rows.add(rows(1, 2));
    rows.add(List.of());
    rows.close();
    assertThat(written).containsExactly(ranks(1, 2));
  }

  @Test
  void writesByItselfWhatWaitsForLong() throws Exception {
    rows.add(rows(1, 1));
    while (written.isEmpty()) {
      Thread.sleep(10);
    }
    assertThat(written).containsExactly(ranks(1, 1));
    rows.close();
  }

  @Test
  void tellsWhoeverComesNextThatALateWriteFailed() throws Exception {
    List<HistoryRow> tried = new CopyOnWriteArrayList<>();
    WaitingRows failing =
        new WaitingRows(
            some -> {
              tried.addAll(some);
              throw new IllegalStateException("no server");
            });
    failing.add(rows(1, 1));
    while (tried.isEmpty()) {
      Thread.sleep(10);
    }
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(failing::flush)
        .withMessageContaining("no server");
    failing.close();
    assertThat(tried).hasSize(1);
  }
}
