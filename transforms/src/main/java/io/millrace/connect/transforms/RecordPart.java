package io.millrace.connect.transforms;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The half of a record a transform works on. */
enum RecordPart {
  KEY {
    @Override
    @Nullable Schema schema(ConnectRecord<?> record) {
      return record.keySchema();
    }

    @Override
    @Nullable Object value(ConnectRecord<?> record) {
      return record.key();
    }

    @Override
    <R extends ConnectRecord<R>> R with(R record, @Nullable Schema schema, @Nullable Object value) {
      return record.newRecord(
          record.topic(),
          record.kafkaPartition(),
          schema,
          value,
          record.valueSchema(),
          record.value(),
          record.timestamp());
    }
  },
  VALUE {
    @Override
    @Nullable Schema schema(ConnectRecord<?> record) {
      return record.valueSchema();
    }

    @Override
    @Nullable Object value(ConnectRecord<?> record) {
      return record.value();
    }

    @Override
    <R extends ConnectRecord<R>> R with(R record, @Nullable Schema schema, @Nullable Object value) {
      return record.newRecord(
          record.topic(),
          record.kafkaPartition(),
          record.keySchema(),
          record.key(),
          schema,
          value,
          record.timestamp());
    }
  };

  abstract @Nullable Schema schema(ConnectRecord<?> record);

  abstract @Nullable Object value(ConnectRecord<?> record);

  /** A new record with this part replaced; the headers are a copy. */
  abstract <R extends ConnectRecord<R>> R with(
      R record, @Nullable Schema schema, @Nullable Object value);
}
