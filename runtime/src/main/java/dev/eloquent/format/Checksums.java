package dev.eloquent.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/** Hashes of committed text: SHA-256 for our own chain, CRC32 as Flyway counts it. */
public final class Checksums {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private Checksums() {}

  /** The SHA-256 of the text's UTF-8 bytes as 64 lower-case hexadecimal digits. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    return hex(newSha256().digest(bytes));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String hex(byte[] hash) {
    byte[] hex = new byte[2 * hash.length];
    for (int i = 0; i < hash.length; i++) {
      hex[2 * i] = HEX[(hash[i] >> 4) & 15];
      hex[2 * i + 1] = HEX[hash[i] & 15];
    }
    return new String(hex, StandardCharsets.ISO_8859_1);
  }

  /** The SHA-256 of a committed file's text, whatever line endings a checkout gave it. */
  public static String ofFile(String text) {
    return sha256(normalizeLineEndings(text));
  }

  /** The text with every {@code \r\n} and lone {@code \r} as {@code \n}. */
  public static String normalizeLineEndings(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /**
   * Flyway's checksum of a script: CRC32 over the UTF-8 bytes of each line without its separator, a
   * byte order mark stripped from the first line, as a signed int.
   */
  public static int flyway(String text) {
    String normal = normalizeLineEndings(text);
    if (!normal.isEmpty() && normal.charAt(0) == '\uFEFF') {
      normal = normal.substring(1);
    }
    CRC32 crc = new CRC32();
    crc.update(normal.replace("\n", "").getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  /** Whether the text is a SHA-256 as this class writes it. */
  public static boolean isSha256(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
