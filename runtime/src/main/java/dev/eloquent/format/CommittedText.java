package dev.eloquent.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A committed file of any length, read once from its beginning to its end: every line ending comes
 * as {@code \n}, and what was read is hashed on the way.
 */
public final class CommittedText extends InputStream {
  /** Bytes above which a file is never held as one text. */
  public static final long LARGE = 1024 * 1024;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final MessageDigest digest = Checksums.newSha256();
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int limit;
  private boolean afterReturn;
  private boolean begun;

  /** Creates one for the bytes of a file; closing it closes them. */
  public CommittedText(InputStream in) {
    this.in = in;
  }

  /** The SHA-256 of a file, as {@link Checksums#ofFile} has it of its text. */
  public static String sha256(Path file) throws IOException {
    return sha256(Files.newInputStream(file));
  }

  /** The SHA-256 of all bytes of a stream, which is closed. */
  public static String sha256(InputStream bytes) throws IOException {
    try (CommittedText text = new CommittedText(bytes)) {
      text.drain();
      return text.sha256();
    }
  }

  /** Its text; a malformed character is an {@link java.nio.charset.CharacterCodingException}. */
  public Reader reader() {
    return new InputStreamReader(
        this,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** Reads to the end. */
  public void drain() throws IOException {
    do {
      at = limit;
    } while (fill());
  }

  /** The SHA-256 of what was read, as {@link Checksums#ofFile} has it; comes last. */
  public String sha256() {
    return Checksums.hex(digest.digest());
  }

  /** Flyway's checksum of what was read. */
  public int flyway() {
    return (int) crc.getValue();
  }

  @Override
  public int read() throws IOException {
    return at < limit || fill() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  @Override
  public int available() {
    return limit - at;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = 0;
    while (limit == 0) {
      int read = begun ? in.read(buffer) : in.readNBytes(buffer, 0, buffer.length);
      if (read < 0 || (read == 0 && !begun)) {
        return false;
      }
      normalize(read);
      digest.update(buffer, 0, limit);
      checksum();
      begun = true;
    }
    return true;
  }

  private void normalize(int read) {
    int to = 0;
    for (int i = 0; i < read; i++) {
      byte b = buffer[i];
      if (b != '\n' || !afterReturn) {
        buffer[to++] = b == '\r' ? (byte) '\n' : b;
      }
      afterReturn = b == '\r';
    }
    limit = to;
  }

  /** Flyway sums up lines without what ends them, and without a byte order mark. */
  private void checksum() {
    int from = !begun && Arrays.equals(buffer, 0, 3, MARK, 0, 3) && limit >= 3 ? 3 : 0;
    for (int i = from; i < limit; i++) {
      if (buffer[i] == '\n') {
        crc.update(buffer, from, i - from);
        from = i + 1;
      }
    }
    crc.update(buffer, from, limit - from);
  }
}
