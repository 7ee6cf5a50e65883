package io.millrace.connect.transforms;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class AddAttributeContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new AddAttribute.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new AddAttribute.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("field", "meta.topic", "from", "topic", "create.parents", "true");
  }

  @Override
  public Object sample() {
    return Records.struct("id", 7, "name", "Cake", "box", Records.struct("width", 3L));
  }
}
