package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.audit.AuditEvent;
import dev.eloquent.seed.Draw;
import dev.eloquent.seed.Factory;
import java.time.Instant;
import java.util.List;

/** Makes events, of which the kind and the subject are said. */
@Seeds(AuditEvent.class)
public final class AuditEventFactory extends Factory<AuditEvent> {
  private static final Instant FIRST = Instant.parse("2026-01-01T09:00:00Z");

  private final String kind;
  private final String subject;

  /** Events of that kind about that subject. */
  public AuditEventFactory(String kind, String subject) {
    this.kind = kind;
    this.subject = subject;
  }

  @Override
  protected AuditEvent definition(Draw draw) {
    AuditEvent event = new AuditEvent();
    event.at = FIRST.plusSeconds(draw.index());
    event.kind = kind;
    event.subject = subject;
    event.details = List.of(new AuditEvent.Detail("number", Long.toString(draw.number())));
    return event;
  }
}
