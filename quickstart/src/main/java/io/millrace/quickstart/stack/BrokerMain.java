package io.millrace.quickstart.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's process: formats the storage on the first start, then runs Kafka itself. */
public final class BrokerMain {

  private BrokerMain() {}

  /** Arguments: the properties of the broker, and its log directory, which they name too. */
  public static void main(String[] args) {
    String properties = args[0];
    boolean isFirstStart = !Files.exists(Path.of(args[1], "meta.properties"));
    if (isFirstStart) {
      format(properties);
    }
    Kafka.main(new String[] {properties});
  }

  // Only once: the storage belongs to the cluster of the first id it was given.
  private static void format(String properties) {
    String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", properties};
    int code = StorageTool.execute(format, System.out);
    if (code != 0) {
      throw new IllegalStateException("Formatting the storage failed with code " + code);
    }
  }
}
