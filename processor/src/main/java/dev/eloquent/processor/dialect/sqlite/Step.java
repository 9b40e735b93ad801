package dev.eloquent.processor.dialect.sqlite;

/**
 * A statement of one direction.
 *
 * @param subject what it is about, the same in both directions: it pairs a statement with its
 *     reverse
 * @param comment what it does
 * @param lost what the statement of the other direction does not bring back; empty for nothing
 */
record Step(String subject, String comment, String sql, String lost) {}
