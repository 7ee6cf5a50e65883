package io.millrace.quickstart.stack;

import java.util.List;
import java.util.stream.Stream;

/**
 * What differs between workers of one purpose and another.
 *
 * @param jvmOptions how the JVM uses memory; measured in {@code docs/guides/throughput.md}
 * @param brokerJvmOptions those of the Kafka broker beside it
 * @param exactlyOnceSources whether sources write in transactions
 * @param topicTracking whether the worker notes which topics a connector uses
 */
public record WorkerSetup(
    List<String> jvmOptions,
    List<String> brokerJvmOptions,
    boolean exactlyOnceSources,
    boolean topicTracking) {

  /**
   * Little memory, for many connectors with few records each, and the first compiler only: the
   * second one is busy for minutes, which a demo does not run.
   */
  public static final WorkerSetup SMALL =
      new WorkerSetup(
          List.of("-Xmx768m", "-Xmn320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
          KafkaBroker.SMALL,
          true,
          true);

  /**
   * Records live for some milliseconds in a large young generation, collected by all processors.
   */
  public static final WorkerSetup THROUGHPUT =
      new WorkerSetup(
          List.of("-Xmx1536m", "-Xmn900m", "-XX:+UseParallelGC"),
          KafkaBroker.THROUGHPUT,
          true,
          true);

  /** The same with more options of the worker's JVM. */
  public WorkerSetup withJvmOptions(List<String> more) {
    List<String> all = Stream.concat(jvmOptions.stream(), more.stream()).toList();
    return new WorkerSetup(all, brokerJvmOptions, exactlyOnceSources, topicTracking);
  }

  /** The same with sources that may write a record twice after a crash. */
  public WorkerSetup atLeastOnce() {
    return new WorkerSetup(jvmOptions, brokerJvmOptions, false, topicTracking);
  }

  /** The same without notes of topics, each of which costs records and time. */
  public WorkerSetup withoutTopicTracking() {
    return new WorkerSetup(jvmOptions, brokerJvmOptions, exactlyOnceSources, false);
  }
}
