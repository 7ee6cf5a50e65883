package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The functions of Select that make text of their arguments. */
final class SelectFunctions {

  private static final Conversion TEXT = new Conversion(FieldType.STRING);

  private SelectFunctions() {}

  /** Text made of texts; null, and nothing where the first one is missing. */
  static Source text(List<Source> arguments, Function<List<@Nullable String>, @Nullable String> f) {
    return roots -> {
      List<Supply> supplies = new ArrayList<>();
      for (Source argument : arguments) {
        Optional<Supply> supply = argument.bind(roots);
        if (supply.isEmpty()) {
          return Optional.empty();
        }
        supplies.add(asText(supply.get(), roots));
      }
      return Optional.of(
          new Supply(Schema.OPTIONAL_STRING_SCHEMA, scope -> applied(scope, supplies, f)));
    };
  }

  private static Supply asText(Supply supply, Roots roots) {
    Conversion text = roots.root() == null ? TEXT : TEXT.from(supply.schema());
    Function<Scope, @Nullable Object> value = supply.value();
    return new Supply(
        Schema.OPTIONAL_STRING_SCHEMA,
        scope -> {
          Object found = value.apply(scope);
          return found == Step.REMOVED ? found : text.convert(found);
        });
  }

  private static @Nullable Object applied(
      Scope scope, List<Supply> supplies, Function<List<@Nullable String>, @Nullable String> f) {
    List<@Nullable String> texts = new ArrayList<>(supplies.size());
    for (Supply supply : supplies) {
      Object found = supply.value().apply(scope);
      if (found == Step.REMOVED) {
        return found;
      }
      texts.add((String) found);
    }
    return f.apply(texts);
  }

  static @Nullable String concat(List<@Nullable String> texts) {
    var all = new StringBuilder();
    for (String text : texts) {
      all.append(text == null ? "" : text);
    }
    return all.toString();
  }

  static @Nullable String upper(List<@Nullable String> texts) {
    String text = texts.get(0);
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  static @Nullable String lower(List<@Nullable String> texts) {
    String text = texts.get(0);
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  static @Nullable String trim(List<@Nullable String> texts) {
    String text = texts.get(0);
    return text == null ? null : text.strip();
  }

  static @Nullable String replace(List<@Nullable String> texts) {
    String text = texts.get(0);
    String from = texts.get(1);
    String to = texts.get(2);
    return text == null || from == null || to == null ? null : text.replace(from, to);
  }

  /** A part of the text: where it begins, counted from 1, and its length or the rest. */
  static @Nullable String substr(List<@Nullable String> texts) {
    String text = texts.get(0);
    if (text == null) {
      return null;
    }
    int from = Math.min(Math.max(0, number(texts.get(1)) - 1), text.length());
    int length = texts.size() > 2 ? Math.max(0, number(texts.get(2))) : text.length();
    return text.substring(from, (int) Math.min(text.length(), (long) from + length));
  }

  private static int number(@Nullable String text) {
    try {
      return Integer.parseInt(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw Problem.of("substr got a position or length that is no whole number");
    }
  }
}
