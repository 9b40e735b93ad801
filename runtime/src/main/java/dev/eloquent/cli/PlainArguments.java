package dev.eloquent.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Fills a command from arguments about which there can be no question, without picocli's parser,
 * whose loading is a fifth of a short command's time.
 *
 * <p>The options are those of picocli's annotations. Whatever is not plain (an option that is
 * unknown, given twice or without its value, a value that is no number or looks like an option, an
 * argument without an option, a question for help) is left to picocli, which begins anew: it alone
 * decides what is an error, and how to say it.
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

  private final Map<String, Slot> slots = new HashMap<>();
  private final List<Value> values = new ArrayList<>();
  private boolean incomplete;

  private PlainArguments() {}

  /** Fills the command; false, with nothing filled, if the arguments are not plain. */
  static boolean fill(Command command, List<String> arguments) {
    PlainArguments plain = new PlainArguments();
    try {
      plain.collect(command);
      if (plain.incomplete || !plain.read(arguments)) {
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

  private void collect(Object owner) throws IllegalAccessException {
    for (Class<?> type = owner.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Option option = field.getAnnotation(Option.class);
        if (option != null && isPlain(option, field)) {
          for (String name : option.names()) {
            slots.put(name, new Slot(owner, field));
          }
        } else if (field.isAnnotationPresent(Mixin.class)) {
          collect(field.get(owner));
        }
        Parameters parameters = field.getAnnotation(Parameters.class);
        incomplete |= option != null && option.required();
        incomplete |= parameters != null && !parameters.arity().startsWith("0");
      }
    }
  }

  private static boolean isPlain(Option option, Field field) {
    Class<?> type = field.getType();
    return !option.usageHelp()
        && !option.versionHelp()
        && option.arity().isEmpty()
        && option.converter().length == 0
        && (type == boolean.class || type == String.class || type == Integer.class);
  }

  private boolean read(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      Slot slot = slots.remove(equals < 0 ? argument : argument.substring(0, equals));
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
