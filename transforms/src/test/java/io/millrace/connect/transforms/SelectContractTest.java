package io.millrace.connect.transforms;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class SelectContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new Select.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new Select.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of(
        "select", "name, id:string as number, box.width as w, upper(name) as shout, topic() as t");
  }

  @Override
  public Object sample() {
    return Records.struct("id", 7, "name", "Cake", "box", Records.struct("width", 3L));
  }
}
