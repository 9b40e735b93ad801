package dev.eloquent.processor.diff;

import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddForeignKey;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CommentTable;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropForeignKey;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameConstraint;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;

/** A change in a few words, for messages. */
public final class ChangeText {
  private ChangeText() {}

  /** Such as {@code column users.email is added}. */
  public static String of(SchemaChange change) {
    if (change instanceof CreateTable c) {
      return "table " + c.table() + " is created";
    } else if (change instanceof DropTable c) {
      return "table " + c.table() + " is dropped";
    } else if (change instanceof RenameTable c) {
      return "table " + c.from() + " is renamed to " + c.to();
    } else if (change instanceof CommentTable c) {
      return "the comment of table " + c.table() + " changes";
    } else if (change instanceof ChangePrimaryKey c) {
      return "the primary key of table " + c.table() + " changes";
    } else if (change instanceof RenameColumn c) {
      return "column " + c.table() + "." + c.from() + " is renamed to " + c.to();
    } else if (change instanceof RenameConstraint c) {
      return what(c) + " " + c.table() + "." + c.from() + " is renamed to " + c.to();
    }
    return what(change) + " " + change.table() + "." + change.path().name() + " " + verb(change);
  }

  private static String what(SchemaChange change) {
    return switch (change.path().kind()) {
      case TABLE -> "table";
      case COLUMN -> "column";
      case INDEX -> "index";
      case FOREIGN_KEY -> "foreign key";
      case CHECK -> "check";
    };
  }

  private static String verb(SchemaChange change) {
    if (change instanceof AlterColumn) {
      return "changes";
    }
    boolean added =
        change instanceof AddColumn
            || change instanceof AddIndex
            || change instanceof AddForeignKey
            || change instanceof AddCheck;
    boolean dropped =
        change instanceof DropColumn
            || change instanceof DropIndex
            || change instanceof DropForeignKey
            || change instanceof DropCheck;
    if (!added && !dropped) {
      throw new AssertionError(change);
    }
    return added ? "is added" : "is dropped";
  }
}
