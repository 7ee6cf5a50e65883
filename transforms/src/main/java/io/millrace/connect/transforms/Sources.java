package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.FieldReader;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Schemas;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The places values of new attributes come from. */
final class Sources {

  private static final Schema TIMESTAMP = Timestamp.builder().optional().build();

  private Sources() {}

  static Source now(Clock clock) {
    return of(TIMESTAMP, scope -> Date.from(clock.instant()));
  }

  static Source uuid(Supplier<UUID> ids) {
    return of(Schema.OPTIONAL_STRING_SCHEMA, scope -> ids.get().toString());
  }

  static Source topic() {
    return of(Schema.OPTIONAL_STRING_SCHEMA, scope -> scope.record().topic());
  }

  static Source partition() {
    return of(Schema.OPTIONAL_INT32_SCHEMA, scope -> scope.record().kafkaPartition());
  }

  static Source offset() {
    return of(Schema.OPTIONAL_INT64_SCHEMA, scope -> offset(scope.record()));
  }

  private static long offset(ConnectRecord<?> record) {
    if (record instanceof SinkRecord sink) {
      return sink.kafkaOffset();
    }
    throw Problem.of("a record on its way into Kafka has no offset yet; this is for sink only")
        .fixedBy("from=now", "use the time instead");
  }

  /** The time of the record, or what takes its place in records that have none yet. */
  static Source timestamp(Supplier<@Nullable Instant> fallback) {
    return of(
        TIMESTAMP,
        scope -> {
          Long millis = scope.record().timestamp();
          if (millis != null) {
            return new Date(millis);
          }
          Instant instead = fallback.get();
          return instead == null ? null : Date.from(instead);
        });
  }

  /** A field of the key or value under operation. */
  record OfField(FieldReader reader) implements Source {

    @Override
    public Optional<Supply> bind(Roots roots) {
      return roots.root() == null
          ? Optional.of(Supply.untyped(scope -> reader.read(scope.root())))
          : reader
              .compile(roots.root(), roots.nulls())
              .map(read -> new Supply(read.schema(), scope -> valueOf(read, scope, scope.root())));
    }
  }

  static Source field(FieldPath path) {
    return new OfField(new FieldReader(path));
  }

  /** The key, or a field of it; expects {@link #keySchema} at the side. */
  static Source key(Optional<FieldPath> path) {
    return roots -> {
      Schema side = roots.side();
      if (side == null) {
        return Optional.empty();
      }
      if (path.isEmpty()) {
        return Optional.of(new Supply(side, scope -> scope.record().key()));
      }
      var reader = new FieldReader(path.get());
      if (side.type() == Schema.Type.STRUCT || side.type() == Schema.Type.MAP) {
        return reader
            .compile(side, roots.nulls())
            .map(read -> new Supply(read.schema(), s -> valueOf(read, s, s.record().key())));
      }
      return Optional.of(new Supply(side, scope -> reader.read(scope.record().key())));
    };
  }

  static @Nullable Schema keySchema(Optional<FieldPath> path, ConnectRecord<?> record) {
    if (record.keySchema() != null || record.key() == null) {
      return record.keySchema();
    }
    Object value = path.isEmpty() ? record.key() : new FieldReader(path.get()).read(record.key());
    return value == Step.REMOVED ? null : Schemas.ofValue(value);
  }

  /** The last header of a name; expects {@link #headerSchema} at the side. */
  static Source header(String name) {
    return roots -> Optional.ofNullable(roots.side()).map(side -> header(name, side));
  }

  private static Supply header(String name, Schema schema) {
    return new Supply(
        schema,
        scope -> {
          Header header = scope.record().headers().lastWithName(name);
          return header == null ? null : header.value();
        });
  }

  static @Nullable Schema headerSchema(String name, ConnectRecord<?> record) {
    Header header = record.headers().lastWithName(name);
    if (header == null) {
      return null;
    }
    return header.schema() != null ? header.schema() : Schemas.ofValue(header.value());
  }

  private static @Nullable Object valueOf(Rewrite read, Scope scope, @Nullable Object root) {
    return read.values().rewrite(scope, root);
  }

  private static Source of(Schema schema, Function<Scope, @Nullable Object> value) {
    var supply = Optional.of(new Supply(schema, value));
    return roots -> supply;
  }
}
