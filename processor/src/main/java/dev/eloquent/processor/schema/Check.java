package dev.eloquent.processor.schema;

/** A named condition that every row fulfils. */
public record Check(String name, CheckRule rule) {}
