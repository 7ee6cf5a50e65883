package io.millrace.quickstart.stack;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's process: formats the storage on the first start, then runs Kafka itself. */
public final class BrokerMain {

  private BrokerMain() {}

  public static void main(String[] args) {
    String properties = args[0];
    String[] format = {
      "format", "-t", Uuid.randomUuid().toString(), "-c", properties, "--ignore-formatted"
    };
    int code = StorageTool.execute(format, System.out);
    if (code != 0) {
      throw new IllegalStateException("Formatting the storage failed with code " + code);
    }
    Kafka.main(new String[] {properties});
  }
}
