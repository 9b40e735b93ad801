package dev.eloquent.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many columns of a terminal a text takes: two for what East Asian scripts and emoji draw, none
 * for what is drawn onto the character before.
 */
final class Width {
  private static final int JOINER = 0x200D;
  private static final int EMOJI_STYLE = 0xFE0F;

  /**
   * First and last of the wide characters: East Asian Width W and F of Unicode 15, neighbours with
   * nothing assigned between them drawn together.
   */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3,
    0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1,
    0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA,
    0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
    0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E,
    0x3041, 0x3247, 0x3250, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18CFF, 0x18D00,
    0x18D8F, 0x1AFF0, 0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191,
    0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0,
    0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440,
    0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A,
    0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC,
    0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4,
    0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947,
    0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD
  };

  private Width() {}

  /** The columns that the text takes. */
  static int of(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length == text.length()) {
      // ASCII, as nearly all of a long status: the loop below would be most of its printing.
      return text.length();
    }
    return ofCharacters(text);
  }

  private static int ofCharacters(String text) {
    int width = 0;
    int last = 0;
    int lastWidth = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int each = ofCharacter(c, last);
      if (c == EMOJI_STYLE && lastWidth == 1) {
        // Draws the sign before as an emoji, which is wide.
        each = 1;
      }
      width += each;
      lastWidth = each;
      last = c;
      i += Character.charCount(c);
    }
    return width;
  }

  private static int ofCharacter(int c, int last) {
    if (c >= ' ' && c < 0x7F) {
      return 1;
    }
    int type = Character.getType(c);
    boolean onTop =
        type == Character.NON_SPACING_MARK
            || type == Character.ENCLOSING_MARK
            || type == Character.FORMAT
            // The second and third letter of a Hangul syllable, and a skin's tone.
            || (c >= 0x1160 && c <= 0x11FF)
            || (c >= 0x1F3FB && c <= 0x1F3FF && isWide(last));
    if (onTop || (last == JOINER && isWide(c))) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    int at = Arrays.binarySearch(WIDE, c);
    // Between a first and a last, the place to insert at is odd.
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  /** The text with blanks up to that width. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  /** The text, or its beginning and an ellipsis, in at most that width. */
  static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    return text.substring(0, fitting(text, width - 1)).stripTrailing() + "…";
  }

  /** The text in lines of at most that width, broken at blanks where there are any. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (of(rest) > width) {
      int end = Math.max(fitting(rest, width), Character.charCount(rest.codePointAt(0)));
      int blank = rest.lastIndexOf(' ', end);
      int at = blank > 0 ? blank : end;
      lines.add(rest.substring(0, at).stripTrailing());
      rest = rest.substring(at).stripLeading();
    }
    if (!rest.isEmpty()) {
      lines.add(rest);
    }
    return lines;
  }

  /** How many chars of the text fit, with what is drawn onto the last of them. */
  private static int fitting(String text, int width) {
    int end = 0;
    for (int i = 0; i < text.length(); ) {
      i += Character.charCount(text.codePointAt(i));
      if (of(text.substring(0, i)) <= width) {
        end = i;
      } else {
        break;
      }
    }
    return end;
  }
}
