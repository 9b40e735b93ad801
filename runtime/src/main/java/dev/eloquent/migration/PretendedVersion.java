package dev.eloquent.migration;

/**
 * What a run or a rollback would do to a version.
 *
 * @param version the version
 * @param script Flyway's script name; of a Java migration its class
 * @param java whether it is a Java migration, which has no statements to show
 * @param undo whether the statements are those of the reverse
 * @param statements in the order they would run
 * @param first the number of the first of them in its version; over 1 when an interrupted version
 *     is resumed
 * @param transactions how they share transactions, numbered as in the version
 */
public record PretendedVersion(
    int version,
    String script,
    boolean java,
    boolean undo,
    Statements<String> statements,
    int first,
    Transactions transactions) {}
