package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.TimeText;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Text with places that are filled from the record: {@code ${topic}}, {@code ${partition}}, {@code
 * ${key}}, {@code ${field:a.b}}, {@code ${header:name}}, {@code ${timestamp:pattern}}.
 */
record Template(String text, List<Part> parts, OnMissing onMissing) implements Source {

  private static final Conversion TEXT = new Conversion(FieldType.STRING);
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}:]*)(?::([^}]*))?(}?)");

  /** A piece of the text. */
  record Part(String name, Source source, Conversion toText) {

    private Bound bound(Optional<Supply> supply) {
      return supply
          .map(found -> new Bound(this, found.value(), toText.from(found.schema())))
          .orElseGet(() -> new Bound(this, scope -> null, toText));
    }
  }

  /** A piece of the text of records of certain schemas. */
  private record Bound(Part part, Function<Scope, @Nullable Object> value, Conversion toText) {}

  /** Reads a template; throws IllegalArgumentException naming the place that is unknown. */
  static Template parse(String text, OnMissing onMissing) {
    List<Part> parts = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int end = 0;
    while (place.find()) {
      if (place.group(3).isEmpty()) {
        throw new IllegalArgumentException("must close '" + place.group() + "' with }");
      }
      parts.add(literal(text.substring(end, place.start())));
      parts.add(part(place.group(1), place.group(2)));
      end = place.end();
    }
    parts.add(literal(text.substring(end)));
    return new Template(
        text, parts.stream().filter(part -> !part.name().isEmpty()).toList(), onMissing);
  }

  private static Part literal(String text) {
    return new Part(text, new Constant(text, Schema.STRING_SCHEMA), TEXT);
  }

  private static Part part(String name, @Nullable String argument) {
    String given = argument == null ? "" : argument;
    Source source =
        switch (name) {
          case "topic" -> alone(name, given, Sources.topic());
          case "partition" -> alone(name, given, Sources.partition());
          case "key" -> alone(name, given, Template::key);
          case "field" -> Sources.field(FieldPath.parseSingle(given));
          case "header" ->
              roots -> Optional.of(new Supply(FieldType.STRING.schema(), s -> header(given, s)));
          case "timestamp" -> Sources.timestamp(() -> null);
          default ->
              throw new IllegalArgumentException(
                  "must use ${topic}, ${partition}, ${key}, ${field:a.b}, ${header:name} or"
                      + " ${timestamp:pattern}, not ${"
                      + name
                      + "}");
        };
    return new Part(name + ":" + given, source, toText(name, given));
  }

  private static Source alone(String name, String argument, Source source) {
    if (!argument.isEmpty()) {
      throw new IllegalArgumentException("must have nothing behind '" + name + "' in ${...}");
    }
    return source;
  }

  private static Optional<Supply> key(Roots roots) {
    return Optional.of(
        new Supply(
            FieldType.STRING.schema(),
            scope -> withSchema(scope.record().key(), scope.record().keySchema())));
  }

  private static @Nullable Object header(String name, Scope scope) {
    Header header = scope.record().headers().lastWithName(name);
    return header == null ? Step.REMOVED : withSchema(header.value(), header.schema());
  }

  /** A date or time as text; no schema of these is known before the record. */
  private static @Nullable Object withSchema(@Nullable Object value, @Nullable Schema schema) {
    return value instanceof Date && schema != null ? TEXT.from(schema).convert(value) : value;
  }

  private static Conversion toText(String name, String argument) {
    boolean isPattern = name.equals("timestamp") && !argument.isEmpty();
    return new Conversion(
        FieldType.STRING,
        isPattern
            ? new TimeText(Optional.of(TimeText.pattern(argument)), ZoneOffset.UTC)
            : TimeText.ISO);
  }

  @Override
  public Optional<Supply> bind(Roots roots) {
    List<Bound> bound = new ArrayList<>();
    for (Part part : parts) {
      Optional<Supply> supply = part.source().bind(roots);
      if (supply.isEmpty() && onMissing == OnMissing.FAIL) {
        throw missing(part);
      }
      if (supply.isEmpty() && onMissing == OnMissing.SKIP) {
        return Optional.empty();
      }
      bound.add(part.bound(supply));
    }
    return Optional.of(new Supply(FieldType.STRING.schema(), scope -> filled(scope, bound)));
  }

  private @Nullable Object filled(Scope scope, List<Bound> bound) {
    var filled = new StringBuilder();
    for (int i = 0; i < bound.size(); i++) {
      Bound piece = bound.get(i);
      Object value = piece.value().apply(scope);
      if (value == Step.REMOVED && onMissing == OnMissing.FAIL) {
        throw missing(piece.part());
      }
      if (value == Step.REMOVED && onMissing == OnMissing.SKIP) {
        return Step.REMOVED;
      }
      if (value != null && value != Step.REMOVED) {
        filled.append(piece.toText().convert(value));
      }
    }
    return filled.toString();
  }

  private static Problem missing(Part part) {
    return Problem.of("there is nothing for ${" + part.name() + "} of the template")
        .fixedBy("on.missing=null", "leave its place empty");
  }
}
