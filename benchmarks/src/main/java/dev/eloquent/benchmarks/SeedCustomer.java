package dev.eloquent.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The model that {@link SeedBenchmark} fills.
 *
 * @param id counted up by the database
 */
record SeedCustomer(
    long id,
    String email,
    String name,
    int age,
    BigDecimal balance,
    boolean active,
    Instant createdAt) {}
