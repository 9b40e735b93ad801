package dev.eloquent.processor.split;

/**
 * The lexical rules of a dialect.
 *
 * @param backtickIdentifiers whether {@code `} quotes identifiers
 * @param bracketIdentifiers whether {@code [ ]} quotes identifiers
 * @param backslashEscapes whether {@code \} escapes in {@code '…'}, and {@code "…"} is a string
 * @param hashComments whether {@code #} begins a comment
 * @param nestedComments whether {@code /* *}{@code /} nest
 * @param dollarQuotes whether {@code $tag$ … $tag$} is a string
 */
public record SqlSyntax(
    boolean backtickIdentifiers,
    boolean bracketIdentifiers,
    boolean backslashEscapes,
    boolean hashComments,
    boolean nestedComments,
    boolean dollarQuotes) {}
