package io.millrace.connect.transforms;

import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class ParseTextContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new ParseText.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new ParseText.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("pattern", "(?<date>\\S+) (?<level>\\w+) (?<msg>.*)");
  }

  @Override
  public Object sample() {
    return "2026-01-01 INFO hi there";
  }
}
