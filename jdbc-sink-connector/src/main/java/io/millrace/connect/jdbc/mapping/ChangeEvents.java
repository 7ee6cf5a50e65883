package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.data.PlanCache;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Understands Debezium's change events, with and without schema. */
final class ChangeEvents {

  /** The field of a row without envelope that says whether it was deleted. */
  static final String DELETED = "__deleted";

  private static final Set<String> ENVELOPE = Set.of("before", "after", "op", "source");
  private static final Set<String> SCHEMA_CHANGE = Set.of("source", "ddl", "tableChanges");
  private static final List<String> NOT_ABOUT_ROWS =
      List.of(
          ".SchemaChangeValue",
          "io.debezium.connector.common.Heartbeat",
          "io.debezium.connector.common.TransactionMetadataValue");

  private static final int MAX_SCHEMAS = 4096;

  private final RecordFormat format;
  private final boolean deletes;
  private final PlanCache<Shape> shapes;

  /**
   * Events in this format.
   *
   * @param deletes whether a row that Debezium has marked as deleted is to be deleted
   */
  ChangeEvents(RecordFormat format, boolean deletes) {
    this.format = format;
    this.deletes = deletes;
    this.shapes = new PlanCache<>(MAX_SCHEMAS, pair -> shape(pair.root()));
  }

  ChangeEvent of(IncomingRecord record) {
    if (format == RecordFormat.PLAIN || record.value() == null) {
      return ChangeEvent.plain(record);
    }
    return switch (shape(record)) {
      case ENVELOPE -> opened(record);
      case MARKED -> marked(record);
      case NOT_ABOUT_ROWS -> new ChangeEvent(ChangeEvent.Kind.NOTHING, record, true);
      case PLAIN -> {
        if (format == RecordFormat.DEBEZIUM) {
          throw BadRecord.because(
              "The record is not a Debezium change event, but record.format is debezium. Use"
                  + " record.format=auto for topics that hold both.");
        }
        yield ChangeEvent.plain(record);
      }
    };
  }

  private Shape shape(IncomingRecord record) {
    Schema schema = record.valueSchema();
    return schema == null && record.value() instanceof Map<?, ?> map
        ? shape(map.keySet())
        : shapes.planFor(schema, null);
  }

  private Shape shape(@Nullable Schema schema) {
    if (schema == null || schema.type() != Schema.Type.STRUCT) {
      return Shape.PLAIN;
    }
    String name = schema.name() == null ? "" : schema.name();
    if (NOT_ABOUT_ROWS.stream().anyMatch(name::endsWith)) {
      return Shape.NOT_ABOUT_ROWS;
    }
    boolean isNamedSo =
        name.endsWith(".Envelope") && schema.field("op") != null && schema.field("after") != null;
    return isNamedSo
        ? Shape.ENVELOPE
        : shape(Set.copyOf(schema.fields().stream().map(Field::name).toList()));
  }

  private Shape shape(Set<?> fields) {
    if (fields.containsAll(ENVELOPE)) {
      return Shape.ENVELOPE;
    }
    if (fields.containsAll(SCHEMA_CHANGE)) {
      return Shape.NOT_ABOUT_ROWS;
    }
    return deletes && fields.contains(DELETED) ? Shape.MARKED : Shape.PLAIN;
  }

  // What Debezium's ExtractNewRecordState makes of events when it rewrites deletes.
  private static ChangeEvent marked(IncomingRecord record) {
    boolean isDeleted = String.valueOf(part(record, DELETED)).equals("true");
    return new ChangeEvent(
        isDeleted ? ChangeEvent.Kind.DELETE : ChangeEvent.Kind.WRITE, record, false);
  }

  private static ChangeEvent opened(IncomingRecord record) {
    String operation = String.valueOf(part(record, "op"));
    return switch (operation) {
      case "c", "u", "r" ->
          new ChangeEvent(ChangeEvent.Kind.WRITE, row(record, "after", true), true);
      case "d" -> new ChangeEvent(ChangeEvent.Kind.DELETE, row(record, "before", false), true);
      case "t" -> new ChangeEvent(ChangeEvent.Kind.TRUNCATE, record, true);
      case "m" -> new ChangeEvent(ChangeEvent.Kind.NOTHING, record, true);
      default ->
          throw BadRecord.because(
              "The change event has the operation '"
                  + operation
                  + "'; known are c, u, r, d, t and m. Use record.format=plain if it is no"
                  + " Debezium event.");
    };
  }

  private static IncomingRecord row(IncomingRecord record, String side, boolean isNeeded) {
    Object row = part(record, side);
    if (row == null && isNeeded) {
      throw BadRecord.because("The change event writes a row but its field " + side + " is null.");
    }
    return record.withValue(row instanceof Struct struct ? struct.schema() : null, row);
  }

  private static @Nullable Object part(IncomingRecord record, String name) {
    if (record.value() instanceof Struct struct) {
      return struct.schema().field(name) == null ? null : struct.get(name);
    }
    return record.value() instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private enum Shape {
    PLAIN,
    ENVELOPE,
    /** A row with a field that says whether it was deleted. */
    MARKED,
    NOT_ABOUT_ROWS
  }
}
