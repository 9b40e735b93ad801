package dev.eloquent.history;

import dev.eloquent.format.Checksums;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event of the journal, in its place in the chain.
 *
 * @param id 1, 2, 3 … without a gap
 * @param entry what happened
 * @param installedRank the highest rank in the history table after the event; 0 for none
 * @param author who wrote it
 * @param occurredAt UTC, {@code 2026-11-21T22:09:58.123456Z}
 * @param previousHash the hash of the event before; empty for the first
 * @param hash SHA-256 over all of this, the previous hash included
 */
public record JournalEvent(
    long id,
    JournalEntry entry,
    int installedRank,
    Author author,
    String occurredAt,
    String previousHash,
    String hash) {
  /** What can happen. */
  public enum Type {
    /** A version begins where its statements are recorded one by one. */
    STARTED,
    /** A statement of a version has run; only where DDL is not transactional. */
    STATEMENT,
    /** A version is applied. */
    APPLIED,
    /** An applied draft is now the sealed version; nothing ran. */
    SEALED,
    /** A statement failed. */
    FAILED,
    /** A version is undone. */
    ROLLED_BACK,
    /** A row of Flyway's is taken over. */
    ADOPTED,
    /** A failed row is gone, removed by Flyway's repair. */
    REPAIRED,
    /** An operator has decided what could not be known, or what a guard would have refused. */
    FORCED,
    /** A guard did not let a command go on; nothing was tried. */
    REFUSED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The text in the table. */
    public String text() {
      return text;
    }

    /** The type of that text; null for an unknown one. */
    public static @Nullable Type of(String text) {
      for (Type type : values()) {
        if (type.text().equals(text)) {
          return type;
        }
      }
      return null;
    }
  }

  /**
   * Who wrote an event.
   *
   * @param actor who ran the migrator
   * @param host where
   * @param role the role that the connection was chosen for; empty for none
   * @param toolVersion this library's version
   */
  public record Author(String actor, String host, String role, String toolVersion) {}

  /** When it was written; null if the text was changed to what is no time. */
  public @Nullable Instant instant() {
    if (!occurredAt.endsWith("Z")) {
      return null;
    }
    String text = occurredAt.substring(0, occurredAt.length() - 1);
    LocalDateTime time = WallClock.parse(text, 'T', 6);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  /** The hash that this event must have. */
  public String expectedHash() {
    return hash(id, entry, installedRank, author, occurredAt, previousHash);
  }

  /** Whether the hash would be right with another id, which shows that the event was moved. */
  public boolean hasHashAt(long otherId) {
    return hash.equals(hash(otherId, entry, installedRank, author, occurredAt, previousHash));
  }

  static String hash(
      long id, JournalEntry e, int rank, Author author, String occurredAt, String previousHash) {
    return Checksums.sha256(
        Canonical.encode(
            Arrays.asList(
                previousHash,
                id,
                e.type(),
                e.undo(),
                rank,
                e.version(),
                e.description(),
                e.script(),
                e.batch(),
                e.draft(),
                e.statement(),
                e.statements(),
                e.content(),
                e.sha256(),
                e.chainHash(),
                author.actor(),
                author.host(),
                author.role(),
                author.toolVersion(),
                occurredAt,
                e.historyRows(),
                e.detail())));
  }
}
