package dev.eloquent.seed;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.datafaker.Faker;

/**
 * Names, addresses and the like from Datafaker, for definitions of factories; the same row gets the
 * same.
 *
 * <p>The only class that needs {@code net.datafaker:datafaker}, which an application adds itself.
 */
public final class Fakers {
  /** Making one takes as long as many rows, and none may be used by two threads. */
  private static final ThreadLocal<Map<Locale, Fakers>> OF_THREAD =
      ThreadLocal.withInitial(HashMap::new);

  private final Random random = new Random();
  private final Faker faker;

  private Fakers(Locale locale) {
    this.faker = new Faker(locale, random);
  }

  /** For that row, in English. */
  public static Faker of(Draw draw) {
    return of(draw, Locale.ENGLISH);
  }

  /**
   * For that row: to be used in its definition only, and to be asked for again in the next. Each
   * call begins anew, so one a row is right.
   */
  public static Faker of(Draw draw, Locale locale) {
    Fakers own = OF_THREAD.get().computeIfAbsent(locale, Fakers::new);
    own.random.setSeed(draw.seed());
    return own.faker;
  }
}
