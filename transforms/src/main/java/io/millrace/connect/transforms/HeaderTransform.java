package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.structure.Problem;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** A transform of a record's headers. Safe for many threads once configured. */
abstract class HeaderTransform<R extends ConnectRecord<R>> extends SpecTransform<R> {

  /** What a configured transform does with headers. Immutable. */
  interface Change {

    /** The new headers of a record, or its own ones if nothing changes. */
    Headers apply(ConnectRecord<?> record);
  }

  private final Option<OnError> onError;
  private @Nullable Configured configured;

  HeaderTransform(String name, ConfigSpec spec, Option<OnError> onError) {
    super(name, spec);
    this.onError = onError;
  }

  /** The change these settings ask for. */
  abstract Change change(Settings settings);

  @Override
  final void configure(Settings settings) {
    configured = new Configured(change(settings), failures(settings.get(onError)));
  }

  @Override
  public final @Nullable R apply(R record) {
    Configured now = required(configured);
    try {
      Headers headers = now.change.apply(record);
      return headers == record.headers() ? record : with(record, headers);
    } catch (Problem problem) {
      return now.failures.outcome(record, null, problem);
    } catch (DataException e) {
      return now.failures.outcome(record, null, Problem.of(String.valueOf(e.getMessage())));
    }
  }

  private R with(R record, Headers headers) {
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.timestamp(),
        headers);
  }

  private record Configured(Change change, Failures failures) {}
}
