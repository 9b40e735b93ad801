package dev.eloquent.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Fills a command from arguments about which there can be no question, without picocli's parser,
 * whose loading is a fifth of a short command's time.
 *
 * <p>The options are those of picocli's annotations, of which only those of the given options are
 * read: an option's field is called as the option is, {@code historyTable} for {@code
 * --history-table}. Whatever is not plain (an option that is unknown, given twice or without its
 * value, a value that is no number or looks like an option, an argument without an option, a
 * question for help) is left to picocli, which begins anew: it alone decides what is an error, and
 * how to say it.
 */
final class PlainArguments {
  private static final int LONGEST_NUMBER = 9;

  /** A field that an option fills. */
  private record Slot(Object owner, Field field) {
    boolean flag() {
      return field.getType() == boolean.class;
    }
  }

  /** A field and what it is to hold. */
  private record Value(Slot slot, Object value) {}

  private final Command command;
  private final List<String> given = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  private PlainArguments(Command command) {
    this.command = command;
  }

  /** Fills the command; false, with nothing filled, if the arguments are not plain. */
  static boolean fill(Command command, List<String> arguments) {
    if (!(command instanceof DatabaseCommand)) {
      // Others have arguments without an option.
      return false;
    }
    PlainArguments plain = new PlainArguments(command);
    try {
      if (!plain.read(arguments)) {
        return false;
      }
      for (Value value : plain.values) {
        value.slot().field().set(value.slot().owner(), value.value());
      }
      return true;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the field of an option is hidden", e);
    }
  }

  private @Nullable Slot slot(String name) throws IllegalAccessException {
    if (!name.startsWith("--") || given.contains(name)) {
      return null;
    }
    given.add(name);
    return slot(command, name, fieldName(name));
  }

  private static String fieldName(String name) {
    StringBuilder field = new StringBuilder();
    for (int i = 2; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean first = name.charAt(i - 1) == '-' && i > 2;
      if (c != '-') {
        field.append(first ? Character.toUpperCase(c) : c);
      }
    }
    return field.toString();
  }

  private static @Nullable Slot slot(Object owner, String name, String fieldName)
      throws IllegalAccessException {
    for (Class<?> type = owner.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Slot slot = null;
        if (field.getName().equals(fieldName)) {
          Option option = field.getAnnotation(Option.class);
          slot = option != null && isPlain(option, name, field) ? new Slot(owner, field) : null;
        } else if (field.getType().getName().endsWith("Options")
            && field.isAnnotationPresent(Mixin.class)) {
          slot = slot(field.get(owner), name, fieldName);
        }
        if (slot != null) {
          return slot;
        }
      }
    }
    return null;
  }

  private static boolean isPlain(Option option, String name, Field field) {
    Class<?> type = field.getType();
    return List.of(option.names()).contains(name)
        && !option.usageHelp()
        && !option.versionHelp()
        && option.arity().isEmpty()
        && option.converter().length == 0
        && (type == boolean.class || type == String.class || type == Integer.class);
  }

  private boolean read(List<String> arguments) throws IllegalAccessException {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      Slot slot = slot(equals < 0 ? argument : argument.substring(0, equals));
      Object value = null;
      if (slot != null && slot.flag()) {
        value = equals < 0 ? true : null;
      } else if (slot != null) {
        boolean behind = equals < 0 && i + 1 < arguments.size();
        String text =
            equals < 0 ? behind ? arguments.get(++i) : "" : argument.substring(equals + 1);
        value = value(slot, text);
      }
      if (slot == null || value == null) {
        return false;
      }
      values.add(new Value(slot, value));
    }
    return true;
  }

  private static @Nullable Object value(Slot slot, String text) {
    if (text.isEmpty() || text.startsWith("-") || text.startsWith("\"") || text.startsWith("'")) {
      return null;
    }
    if (slot.field().getType() == String.class) {
      return text;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return text.length() > LONGEST_NUMBER ? null : Integer.valueOf(text);
  }
}
