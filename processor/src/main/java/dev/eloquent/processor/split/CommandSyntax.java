package dev.eloquent.processor.split;

import java.io.Reader;
import java.util.List;

/**
 * A list of MongoDB's database commands: a JSON array with {@code [} and {@code ]} on lines of
 * their own and one command a line, in Extended JSON.
 */
public record CommandSyntax() implements ScriptSyntax {
  /** What a script may do, each by the first property of its command. */
  public static final List<String> COMMANDS =
      List.of(
          "create",
          "collMod",
          "createIndexes",
          "dropIndexes",
          "renameCollection",
          "update",
          "insert",
          "delete",
          "drop");

  /** A script without a command. */
  public static final String EMPTY = "[\n]\n";

  @Override
  public StatementSource open(Reader script, long length) {
    return new CommandReader(script);
  }
}
