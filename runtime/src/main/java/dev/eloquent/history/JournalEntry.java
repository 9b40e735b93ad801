package dev.eloquent.history;

import java.util.List;

/**
 * What happened, before it has its place in the chain.
 *
 * @param type the text of a {@link JournalEvent.Type}
 * @param undo whether it is about the reverse
 * @param version the version
 * @param description its name with spaces
 * @param script its file name
 * @param batch the run that it belongs to, 1, 2, 3 …
 * @param draft whether the version is not sealed
 * @param statement the statement, from 1; 0 for the version as a whole
 * @param statements how many there are
 * @param content the statements' hashes and their reverses, as {@link JournalContent} writes them;
 *     empty for none
 * @param sha256 of the migration's file
 * @param chainHash of the lock file for the state after the event; empty while a version is failed
 *     or a draft
 * @param historyRows the rows of the history table that came with the event, as {@link
 *     HistoryRow#encode} writes them; empty for none
 * @param detail a failure's message, a decision and its reason, or a {@link Checkpoint}
 */
public record JournalEntry(
    String type,
    boolean undo,
    String version,
    String description,
    String script,
    int batch,
    boolean draft,
    int statement,
    int statements,
    String content,
    String sha256,
    String chainHash,
    String historyRows,
    String detail) {
  /** An entry about a version, with everything else empty. */
  public static JournalEntry of(
      JournalEvent.Type type, String version, String description, String script) {
    return new JournalEntry(
        type.text(), false, version, description, script, 0, false, 0, 0, "", "", "", "", "");
  }

  /** Whether it is of that type. */
  public boolean is(JournalEvent.Type other) {
    return type.equals(other.text());
  }

  /** This entry about the reverse. */
  public JournalEntry withUndo() {
    return new JournalEntry(
        type,
        true,
        version,
        description,
        script,
        batch,
        draft,
        statement,
        statements,
        content,
        sha256,
        chainHash,
        historyRows,
        detail);
  }

  /** This entry of that batch, and whether of a draft. */
  public JournalEntry withBatch(int number, boolean ofDraft) {
    return new JournalEntry(
        type,
        undo,
        version,
        description,
        script,
        number,
        ofDraft,
        statement,
        statements,
        content,
        sha256,
        chainHash,
        historyRows,
        detail);
  }

  /** This entry about statement {@code k} of {@code n}. */
  public JournalEntry withStatement(int k, int n) {
    return new JournalEntry(
        type,
        undo,
        version,
        description,
        script,
        batch,
        draft,
        k,
        n,
        content,
        sha256,
        chainHash,
        historyRows,
        detail);
  }

  /** This entry with the migration's statements and the hash of its file. */
  public JournalEntry withContent(String statementsText, String fileSha256) {
    return new JournalEntry(
        type,
        undo,
        version,
        description,
        script,
        batch,
        draft,
        statement,
        statements,
        statementsText,
        fileSha256,
        chainHash,
        historyRows,
        detail);
  }

  /** This entry with the state that it leads to and the rows that come with it. */
  public JournalEntry withState(String chain, List<HistoryRow> rows) {
    return new JournalEntry(
        type,
        undo,
        version,
        description,
        script,
        batch,
        draft,
        statement,
        statements,
        content,
        sha256,
        chain,
        HistoryRow.encode(rows),
        detail);
  }

  /** This entry with a detail; characters that a database cannot keep become spaces. */
  public JournalEntry withDetail(String text) {
    return new JournalEntry(
        type,
        undo,
        version,
        description,
        script,
        batch,
        draft,
        statement,
        statements,
        content,
        sha256,
        chainHash,
        historyRows,
        text.replace('\0', ' '));
  }
}
