package io.millrace.connect.transforms;

import io.millrace.connect.testkit.TransformContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class ParseXmlContractTest implements TransformContract {

  @Override
  public Transformation<SinkRecord> onValue() {
    return new ParseXml.Value<>();
  }

  @Override
  public Transformation<SinkRecord> onKey() {
    return new ParseXml.Key<>();
  }

  @Override
  public Map<String, String> config() {
    return Map.of("attributes", "id:int64=@id,name=customer/name");
  }

  @Override
  public Object sample() {
    return "<order id=\"7\"><customer><name>Jaffa</name></customer></order>";
  }
}
