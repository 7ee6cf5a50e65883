package io.millrace.connect.transforms;

import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class ParseCsvContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new ParseCsv.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new ParseCsv.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("columns", "id:int64,name,price:decimal(10,2),day:date");
  }

  @Override
  public Object sample() {
    return "7,\"Jaffa, Cake\",90.0,2026-01-01";
  }
}
