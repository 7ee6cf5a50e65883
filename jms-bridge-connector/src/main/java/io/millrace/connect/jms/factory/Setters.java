package io.millrace.connect.jms.factory;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The setters of an object that take one simple value, by the names of their properties. */
final class Setters {

  private static final Map<Class<?>, Function<String, Object>> PARSERS =
      Map.ofEntries(
          Map.entry(String.class, text -> text),
          Map.entry(boolean.class, Setters::toBoolean),
          Map.entry(Boolean.class, Setters::toBoolean),
          Map.entry(int.class, Integer::valueOf),
          Map.entry(Integer.class, Integer::valueOf),
          Map.entry(long.class, Long::valueOf),
          Map.entry(Long.class, Long::valueOf),
          Map.entry(short.class, Short::valueOf),
          Map.entry(Short.class, Short::valueOf),
          Map.entry(double.class, Double::valueOf),
          Map.entry(float.class, Float::valueOf));

  private final Object target;
  private final Map<String, Method> setters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Setters(Object target) {
    this.target = target;
    for (Method method : target.getClass().getMethods()) {
      boolean isSetter = method.getName().startsWith("set") && method.getName().length() > 3;
      if (isSetter
          && method.getParameterCount() == 1
          && PARSERS.containsKey(method.getParameterTypes()[0])) {
        setters.merge(name(method), method, Setters::preferred);
      }
    }
  }

  boolean knows(String name) {
    return setters.containsKey(name);
  }

  Set<String> names() {
    return setters.keySet();
  }

  /** Sets a property from its text. */
  void set(String name, String text) {
    Method setter = setters.get(name);
    if (setter == null) {
      throw new DeliveryException(
          FATAL,
          "connection.factory.property."
              + name
              + " is not known: "
              + target.getClass().getName()
              + " has no setter for it. Known names: "
              + names()
              + ".");
    }
    Class<?> type = setter.getParameterTypes()[0];
    try {
      setter.invoke(target, PARSERS.getOrDefault(type, value -> value).apply(text));
    } catch (NumberFormatException e) {
      throw new DeliveryException(
          FATAL, "connection.factory.property." + name + " must be of type " + type + ".", e);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new DeliveryException(
          FATAL,
          "connection.factory.property." + name + " was refused by the client: " + reason(e) + ".",
          e);
    }
  }

  /** Calls a setter for anything else, if the object has it. */
  static boolean call(Object target, String setter, Object value) {
    Optional<Method> method = accepting(target, setter, value);
    if (method.isEmpty()) {
      return false;
    }
    try {
      method.get().invoke(target, value);
      return true;
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new DeliveryException(
          FATAL, setter + " was refused by the client: " + reason(e) + ".", e);
    }
  }

  private static Optional<Method> accepting(Object target, String setter, Object value) {
    return Arrays.stream(target.getClass().getMethods())
        .filter(method -> method.getName().equals(setter) && method.getParameterCount() == 1)
        .filter(method -> method.getParameterTypes()[0].isInstance(value))
        .findFirst();
  }

  // Of overloads the one that takes text: it accepts what the provider's manual says.
  private static Method preferred(Method one, Method other) {
    return List.of(one.getParameterTypes()).contains(String.class) ? one : other;
  }

  private static Object toBoolean(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NumberFormatException("not true or false");
    };
  }

  private static String reason(ReflectiveOperationException e) {
    return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
  }

  private static String name(Method setter) {
    String name = setter.getName().substring(3);
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
