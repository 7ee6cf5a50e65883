package io.millrace.connect.transforms.structure;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes a struct or map of chosen and computed attributes, in the order they are listed. */
public record Projection(List<Item> items) implements Step {

  /** One entry of the list: an attribute, or else all fields but some. */
  public record Item(String name, @Nullable Source source, Set<String> except) {

    public static Item attribute(String name, Source source) {
      return new Item(name, source, Set.of());
    }

    public static Item others(Set<String> except) {
      return new Item("*", null, except);
    }
  }

  private record Part(
      String name, @Nullable Function<Scope, @Nullable Object> value, Set<String> except) {}

  @Override
  public Optional<Rewrite> compile(Schema schema, Roots roots) {
    if (schema.type() == Schema.Type.MAP) {
      throw Problem.of("got a map with a schema, need a struct or a map without one");
    }
    if (schema.type() != Schema.Type.STRUCT) {
      throw notAStruct("a " + schema.type());
    }
    var layout = new StructLayout(schema, roots);
    Set<String> names = new HashSet<>();
    for (Item item : items) {
      if (item.source() == null) {
        keepOthers(layout, schema, item.except(), names);
      } else {
        Addition addition = addition(item.name(), item.source());
        item.source()
            .bind(roots)
            .ifPresent(
                supply -> {
                  once(item.name(), names);
                  layout.add(addition, supply);
                });
      }
    }
    return Optional.of(layout.rewrite(false));
  }

  private static void keepOthers(
      StructLayout layout, Schema schema, Set<String> except, Set<String> names) {
    for (Field field : schema.fields()) {
      if (!except.contains(field.name())) {
        once(field.name(), names);
        layout.keep(field, Rewrite.same(field.schema()));
      }
    }
  }

  private static Addition addition(String name, Source source) {
    return new Addition(FieldPath.ofName(name), source, IfExists.FAIL, Position.LAST);
  }

  private static void once(String name, Set<String> names) {
    if (!names.add(name)) {
      throw Problem.of("two attributes would have the same name")
          .at(name)
          .fixedBy("select", "a list with * except (" + name + ") or another name behind as");
    }
  }

  @Override
  public Rewrite.Values compile(Roots roots) {
    List<Part> parts = new ArrayList<>();
    for (Item item : items) {
      Source source = item.source();
      if (source == null) {
        parts.add(new Part(item.name(), null, item.except()));
      } else {
        source.bind(roots).ifPresent(s -> parts.add(new Part(item.name(), s.value(), Set.of())));
      }
    }
    boolean hasOthers = parts.stream().anyMatch(part -> part.value() == null);
    return (scope, value) -> selected(scope, value, parts, hasOthers);
  }

  private static @Nullable Object selected(
      Scope scope, @Nullable Object value, List<Part> parts, boolean hasOthers) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw notAStruct("a " + value.getClass().getSimpleName());
    }
    Map<Object, @Nullable Object> output = Maps.sized(parts.size() + (hasOthers ? map.size() : 0));
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Function<Scope, @Nullable Object> computed = part.value();
      if (computed == null) {
        map.forEach((name, entry) -> putOther(output, part.except(), String.valueOf(name), entry));
      } else {
        put(output, part.name(), computed.apply(scope));
      }
    }
    return output;
  }

  private static void putOther(
      Map<Object, @Nullable Object> output,
      Set<String> except,
      String name,
      @Nullable Object value) {
    if (!except.contains(name)) {
      put(output, name, value);
    }
  }

  private static void put(
      Map<Object, @Nullable Object> output, String name, @Nullable Object value) {
    if (value == REMOVED) {
      return;
    }
    if (output.containsKey(name)) {
      once(name, new HashSet<>(Set.of(name)));
    }
    Maps.append(output, name, value);
  }

  private static Problem notAStruct(String found) {
    return Problem.of("got " + found + ", need a struct or map");
  }
}
