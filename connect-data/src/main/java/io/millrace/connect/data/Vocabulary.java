package io.millrace.connect.data;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The places a template may have, and what of an {@code R} each stands for.
 *
 * @param <R> what templates are filled from
 */
public final class Vocabulary<R> {

  /** Reads the value of a place. */
  @FunctionalInterface
  public interface Reader<R> {
    @Nullable Object read(R record);
  }

  private record Place<R>(String example, Function<String, Reader<R>> reader) {}

  private final Map<String, Place<R>> places;

  private Vocabulary(Map<String, Place<R>> places) {
    this.places = places;
  }

  public static <R> Vocabulary<R> empty() {
    return new Vocabulary<>(Map.of());
  }

  /** The places every sink offers: topic, partition, offset, key, field, header and timestamp. */
  public static Vocabulary<RecordData> ofRecords() {
    return Vocabulary.<RecordData>empty()
        .with("topic", RecordData::topic)
        .with("partition", RecordData::partition)
        .with("key", record -> PlainText.dated(record.keySchema(), record.key()))
        .with("field", "field:a.b", Vocabulary::field)
        .with("header", "header:name", name -> record -> header(record, name))
        .with("timestamp", "timestamp:pattern", Vocabulary::timestamp);
  }

  /** This and a place without argument. */
  public Vocabulary<R> with(String name, Reader<R> reader) {
    return with(
        name,
        name,
        argument -> {
          if (!argument.isEmpty()) {
            throw new IllegalArgumentException("must have nothing behind '" + name + "' in ${...}");
          }
          return reader;
        });
  }

  /**
   * This and a place with an argument behind a colon; another place of that name is replaced.
   *
   * @param example how the place is written, for error messages
   * @param reader reads the argument; throws IllegalArgumentException saying what it must be
   */
  public Vocabulary<R> with(String name, String example, Function<String, Reader<R>> reader) {
    Map<String, Place<R>> more = new LinkedHashMap<>(places);
    more.put(name, new Place<>(example, reader));
    return new Vocabulary<>(more);
  }

  /** The same places for something an {@code R} is part of. */
  public <S> Vocabulary<S> within(Function<S, R> part) {
    Map<String, Place<S>> outer = new LinkedHashMap<>();
    places.forEach(
        (name, place) ->
            outer.put(
                name,
                new Place<>(
                    place.example(),
                    argument -> {
                      Reader<R> reader = place.reader().apply(argument);
                      return whole -> reader.read(part.apply(whole));
                    })));
    return new Vocabulary<>(outer);
  }

  Reader<R> reader(String name, String argument) {
    Place<R> place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("must use " + this + ", not ${" + name + "}");
    }
    return place.reader().apply(argument);
  }

  @Override
  public String toString() {
    List<String> examples = places.values().stream().map(p -> "${" + p.example() + "}").toList();
    int last = examples.size() - 1;
    return last < 1
        ? String.join("", examples)
        : String.join(", ", examples.subList(0, last)) + " or " + examples.get(last);
  }

  private static Reader<RecordData> field(String argument) {
    FieldPath path = FieldPath.parseSingle(argument);
    return record -> {
      Object value = path.in(record.value());
      return value instanceof Date
          ? PlainText.dated(schema(record.valueSchema(), path), value)
          : value;
    };
  }

  private static @Nullable Object header(RecordData record, String name) {
    Header header = record.headers().lastWithName(name);
    return header == null ? null : PlainText.dated(header.schema(), header.value());
  }

  private static @Nullable Schema schema(@Nullable Schema root, FieldPath path) {
    Schema schema = root;
    for (FieldPath.Step step : path.steps()) {
      schema = schema == null ? null : within(schema, step);
    }
    return schema;
  }

  private static @Nullable Schema within(Schema schema, FieldPath.Step step) {
    return switch (schema.type()) {
      case STRUCT -> {
        Field field = schema.field(step.name());
        yield field == null ? null : field.schema();
      }
      case MAP, ARRAY -> schema.valueSchema();
      default -> null;
    };
  }

  // UTC and no language, so that a record has one text everywhere.
  private static Reader<RecordData> timestamp(String pattern) {
    if (pattern.isEmpty()) {
      return RecordData::timestamp;
    }
    DateTimeFormatter utc =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    return record -> {
      Long millis = record.timestamp();
      return millis == null ? null : utc.format(Instant.ofEpochMilli(millis));
    };
  }
}
