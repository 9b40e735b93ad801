package dev.eloquent.cli;

import java.util.Locale;
import java.util.Optional;

/** How much is logged, from everything to errors only. */
enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LogLevel> of(String word) {
    for (LogLevel level : values()) {
      if (level.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
