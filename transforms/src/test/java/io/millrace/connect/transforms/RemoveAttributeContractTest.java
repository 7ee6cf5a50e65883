package io.millrace.connect.transforms;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class RemoveAttributeContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new RemoveAttribute.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new RemoveAttribute.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("fields", "box.width,na*");
  }

  @Override
  public Object sample() {
    return Records.struct(
        "id", 7, "name", "Cake", "box", Records.struct("width", 3L, "height", 2L));
  }
}
