package dev.eloquent.document;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.history.JournalEvent.Author;
import java.sql.SQLException;
import java.time.Instant;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Rows and events as documents: the columns are the fields, the key is {@code _id}.
 *
 * <p>What was changed by hand to another type is still read as something, so that its hash tells.
 */
final class Documents {
  private Documents() {}

  static BsonDocument of(HistoryRow row) {
    BsonDocument document = new BsonDocument("_id", new BsonInt32(row.rank()));
    Integer checksum = row.checksum();
    return document
        .append("version", text(row.version()))
        .append("description", text(row.description()))
        .append("type", text(row.type()))
        .append("script", text(row.script()))
        .append("checksum", checksum == null ? BsonNull.VALUE : new BsonInt32(checksum))
        .append("installed_by", text(row.installedBy()))
        .append("installed_on", new BsonDateTime(Instant.parse(row.installedOn()).toEpochMilli()))
        .append("execution_time", new BsonInt32(row.executionTime()))
        .append("success", BsonBoolean.valueOf(row.success()));
  }

  static HistoryRow row(BsonDocument document) throws SQLException {
    return new HistoryRow(
        (int) id(document),
        string(document, "version"),
        present(document, "description"),
        present(document, "type"),
        present(document, "script"),
        document.isNumber("checksum") ? Integer.valueOf(number(document, "checksum")) : null,
        present(document, "installed_by"),
        document.isDateTime("installed_on")
            ? time(document.getDateTime("installed_on").getValue())
            : present(document, "installed_on"),
        number(document, "execution_time"),
        present(document, "success").equals("true"));
  }

  /** The canonical form of a time, to which a document is as exact. */
  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  static BsonDocument of(JournalEvent event) {
    JournalEntry e = event.entry();
    Author author = event.author();
    return new BsonDocument("_id", new BsonInt64(event.id()))
        .append("event", text(e.type()))
        .append("undo", BsonBoolean.valueOf(e.undo()))
        .append("installed_rank", new BsonInt32(event.installedRank()))
        .append("version", text(e.version()))
        .append("description", text(e.description()))
        .append("script", text(e.script()))
        .append("batch", new BsonInt32(e.batch()))
        .append("draft", BsonBoolean.valueOf(e.draft()))
        .append("statement", new BsonInt32(e.statement()))
        .append("statements", new BsonInt32(e.statements()))
        .append("content", text(e.content()))
        .append("sha256", text(e.sha256()))
        .append("chain_hash", text(e.chainHash()))
        .append("actor", text(author.actor()))
        .append("host", text(author.host()))
        .append("role", text(author.role()))
        .append("tool_version", text(author.toolVersion()))
        .append("occurred_at", text(event.occurredAt()))
        .append("history_rows", text(e.historyRows()))
        .append("detail", text(e.detail()))
        .append("previous_hash", text(event.previousHash()))
        .append("hash", text(event.hash()));
  }

  static JournalEvent event(BsonDocument document) throws SQLException {
    JournalEntry entry =
        new JournalEntry(
            present(document, "event"),
            present(document, "undo").equals("true"),
            present(document, "version"),
            present(document, "description"),
            present(document, "script"),
            number(document, "batch"),
            present(document, "draft").equals("true"),
            number(document, "statement"),
            number(document, "statements"),
            present(document, "content"),
            present(document, "sha256"),
            present(document, "chain_hash"),
            present(document, "history_rows"),
            present(document, "detail"));
    Author author =
        new Author(
            present(document, "actor"),
            present(document, "host"),
            present(document, "role"),
            present(document, "tool_version"));
    return new JournalEvent(
        id(document),
        entry,
        number(document, "installed_rank"),
        author,
        present(document, "occurred_at"),
        present(document, "previous_hash"),
        present(document, "hash"));
  }

  private static BsonValue text(@Nullable String text) {
    return text == null ? BsonNull.VALUE : new BsonString(text);
  }

  private static long id(BsonDocument document) throws SQLException {
    if (!document.isNumber("_id")) {
      throw new SQLException(
          "the document with the _id "
              + document.get("_id")
              + " was not written by this library; remove it",
          "42703");
    }
    return document.getNumber("_id").longValue();
  }

  static int number(BsonDocument document, String field) {
    return document.isNumber(field) ? document.getNumber(field).intValue() : Integer.MIN_VALUE;
  }

  private static String present(BsonDocument document, String field) {
    String text = string(document, field);
    return text == null ? "" : text;
  }

  private static @Nullable String string(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return Boolean.toString(value.asBoolean().getValue());
    }
    return value.isString() ? value.asString().getValue() : value.toString();
  }
}
