package io.millrace.connect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class FormatTextContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new FormatText.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new FormatText.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("template", "${field:id};${field:box.width}@${topic}");
  }

  @Override
  public Object sample() {
    return Records.struct("id", 7, "name", "Cake", "box", Records.struct("width", 3L));
  }

  /** The result is text, which has no fields to compare. */
  @Override
  @Test
  public void structAndMapAgree() {
    SinkRecord struct = Applied.record(sample());
    SinkRecord map = Applied.record(Plain.of(sample()));

    var transform = onValue();
    transform.configure(config());

    assertThat(transform.apply(map).value()).isEqualTo(transform.apply(struct).value());
  }
}
