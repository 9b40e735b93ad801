package dev.eloquent.benchmarks;

import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.registry.JavaType;
import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelCatalog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the compiler would write for {@link SeedCustomer}; found by its service file. */
public final class SeedCustomerAccessor extends ModelAccessor<SeedCustomer> {
  private static final String LINES =
      new ModelLines(
              SeedCustomer.class.getName(),
              "customers",
              "",
              List.of(
                  new ColumnLine("id", "bigint", false, true, false),
                  new ColumnLine("email", "varchar(255)", false),
                  new ColumnLine("name", "varchar(255)", false),
                  new ColumnLine("age", "integer", false),
                  new ColumnLine("balance", "decimal(12,2)", false),
                  new ColumnLine("active", "boolean", false),
                  new ColumnLine("created_at", "timestamptz", false)),
              List.of("id"),
              List.of(),
              List.of())
          .render();

  /** Called by the service loader. */
  public SeedCustomerAccessor() {
    super(
        SeedCustomer.class,
        LINES,
        JavaType.of(Long.class),
        JavaType.of(String.class),
        JavaType.of(String.class),
        JavaType.of(Integer.class),
        JavaType.of(BigDecimal.class),
        JavaType.of(Boolean.class),
        JavaType.of(Instant.class));
  }

  /** The catalogue that has it. */
  static final class Catalog extends ModelCatalog {
    Catalog() {
      super("benchmark");
    }

    @Override
    protected @Nullable String block(int index) {
      return index == 0 ? LINES : null;
    }
  }

  @Override
  public @Nullable Object[] values(SeedCustomer c) {
    return new @Nullable Object[] {
      c.id(), c.email(), c.name(), c.age(), c.balance(), c.active(), c.createdAt()
    };
  }

  @Override
  public SeedCustomer create(@Nullable Object[] v) {
    return new SeedCustomer(
        v[0] == null ? 0 : (Long) v[0],
        (String) v[1],
        (String) v[2],
        v[3] == null ? 0 : (Integer) v[3],
        (BigDecimal) v[4],
        v[5] != null && (Boolean) v[5],
        (Instant) v[6]);
  }

  @Override
  public SeedCustomer withKey(SeedCustomer c, Object... key) {
    return new SeedCustomer(
        (Long) key[0], c.email(), c.name(), c.age(), c.balance(), c.active(), c.createdAt());
  }
}
