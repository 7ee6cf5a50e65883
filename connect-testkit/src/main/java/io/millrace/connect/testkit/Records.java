package io.millrace.connect.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Builders of sink and source records. */
public final class Records {

  /** The timestamp of every record built here: 2026-01-01T00:00:00Z. */
  public static final long TIMESTAMP = 1_767_225_600_000L;

  private Records() {}

  /** Sink records of one topic partition with rising offsets, built one by one. */
  public static TopicRecords topic(String topic) {
    return new TopicRecords(topic, 0);
  }

  /** A source record without a source partition or offset of its own. */
  public static SourceRecord source(String topic, @Nullable Schema schema, @Nullable Object value) {
    return new SourceRecord(null, null, topic, null, null, null, schema, value);
  }

  /** A struct of names and values, with optional fields of the values' types. */
  public static Struct struct(Object... namesAndValues) {
    var schema = SchemaBuilder.struct();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      schema.field((String) namesAndValues[i], schemaOf(namesAndValues[i + 1]));
    }
    var struct = new Struct(schema.build());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      struct.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return struct;
  }

  private static Schema schemaOf(Object value) {
    if (value instanceof Struct struct) {
      return struct.schema();
    }
    if (value instanceof Integer) {
      return Schema.OPTIONAL_INT32_SCHEMA;
    }
    if (value instanceof Long) {
      return Schema.OPTIONAL_INT64_SCHEMA;
    }
    if (value instanceof Double) {
      return Schema.OPTIONAL_FLOAT64_SCHEMA;
    }
    if (value instanceof Boolean) {
      return Schema.OPTIONAL_BOOLEAN_SCHEMA;
    }
    if (value instanceof byte[]) {
      return Schema.OPTIONAL_BYTES_SCHEMA;
    }
    if (value instanceof String) {
      return Schema.OPTIONAL_STRING_SCHEMA;
    }
    throw new IllegalArgumentException("Build the schema yourself for " + value.getClass());
  }

  /** The records of one topic partition. */
  public static final class TopicRecords {
    private final String topic;
    private final int partition;
    private final List<SinkRecord> records = new ArrayList<>();
    private long nextOffset;

    private TopicRecords(String topic, int partition) {
      this.topic = topic;
      this.partition = partition;
    }

    public TopicRecords partition(int number) {
      return new TopicRecords(topic, number);
    }

    public TopicRecords startingAt(long offset) {
      nextOffset = offset;
      return this;
    }

    /** A value without key. */
    public TopicRecords value(@Nullable Object value) {
      return add(null, null, schema(value), value);
    }

    /** A key and a value; structs carry their schema, text is a string, maps have none. */
    public TopicRecords keyed(@Nullable Object key, @Nullable Object value) {
      return add(schema(key), key, schema(value), value);
    }

    /** A key with a null value. */
    public TopicRecords tombstone(Object key) {
      return keyed(key, null);
    }

    public TopicRecords add(
        @Nullable Schema keySchema,
        @Nullable Object key,
        @Nullable Schema valueSchema,
        @Nullable Object value) {
      records.add(
          new SinkRecord(
              topic,
              partition,
              keySchema,
              key,
              valueSchema,
              value,
              nextOffset++,
              TIMESTAMP,
              TimestampType.CREATE_TIME));
      return this;
    }

    public List<SinkRecord> list() {
      return List.copyOf(records);
    }

    private static @Nullable Schema schema(@Nullable Object value) {
      return value == null || value instanceof Map ? null : schemaOf(value);
    }
  }
}
