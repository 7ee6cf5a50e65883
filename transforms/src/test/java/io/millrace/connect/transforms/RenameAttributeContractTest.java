package io.millrace.connect.transforms;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class RenameAttributeContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new RenameAttribute.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new RenameAttribute.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("renames", "id:number,box.width:size.w");
  }

  @Override
  public Object sample() {
    return Records.struct("id", 7, "name", "Cake", "box", Records.struct("width", 3L, "h", 2L));
  }
}
