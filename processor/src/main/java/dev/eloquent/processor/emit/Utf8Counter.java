package dev.eloquent.processor.emit;

import java.io.Writer;

/** Counts the bytes of what is written as UTF-8. */
final class Utf8Counter extends Writer {
  private long bytes;

  /** The number since it was asked last. */
  long take() {
    long taken = bytes;
    bytes = 0;
    return taken;
  }

  @Override
  public void write(char[] text, int from, int length) {
    int more = 0;
    for (int i = from; i < from + length; i++) {
      char c = text[i];
      if (c >= 0x80) {
        // A surrogate is half of a character that has four.
        more += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    bytes += length + more;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
