package io.millrace.connect.transforms;

import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class ParseJsonContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new ParseJson.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new ParseJson.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("schema", "infer");
  }

  @Override
  public Object sample() {
    return "{\"id\":7,\"tags\":[1,2],\"box\":{\"w\":1.5}}";
  }
}
