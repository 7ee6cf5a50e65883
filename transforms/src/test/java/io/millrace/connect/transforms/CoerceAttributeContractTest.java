package io.millrace.connect.transforms;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class CoerceAttributeContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new CoerceAttribute.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new CoerceAttribute.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("spec", "id:string,box.width:decimal(5,1)");
  }

  @Override
  public Object sample() {
    return Records.struct("id", 7, "name", "Cake", "box", Records.struct("width", 3L, "h", 2L));
  }
}
