package io.millrace.benchmarks;

import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/** Whose code a stack trace is in: that of the innermost frame which belongs to somebody here. */
enum CodeOwner {
  FILE_SOURCE("our file source", "io.millrace.connect.file."),
  JDBC_SINK("our JDBC sink", "io.millrace.connect.jdbc."),
  JMS_BRIDGE("our JMS bridge", "io.millrace.connect.jms."),
  TRANSFORMS("our transforms", "io.millrace.connect.transforms."),
  COMMON("our common code", "io.millrace."),
  RECORDS("Connect's records (Struct, Schema)", "org.apache.kafka.connect.data."),
  CONVERTERS(
      "Connect's converters",
      "org.apache.kafka.connect.storage.",
      "org.apache.kafka.connect.converters.",
      "org.apache.kafka.connect.json."),
  CONNECT("the rest of Connect", "org.apache.kafka.connect."),
  CLIENTS("Kafka's clients", "org.apache.kafka."),
  DRIVER("PostgreSQL's driver", "org.postgresql."),
  JMS_CLIENT("the JMS client", "org.apache.activemq.", "io.netty."),
  OTHER("other", "");

  private final String text;
  private final List<String> prefixes;

  CodeOwner(String text, String... prefixes) {
    this.text = text;
    this.prefixes = List.of(prefixes);
  }

  static CodeOwner of(RecordedStackTrace trace) {
    return innermost(trace).map(CodeOwner::of).orElse(OTHER);
  }

  /** The innermost frame that belongs to somebody, as class and method. */
  static Optional<String> place(RecordedStackTrace trace) {
    return innermost(trace)
        .map(frame -> simpleName(typeName(frame)) + "." + frame.getMethod().getName());
  }

  /** Which kind of task the thread belongs to, if to one. */
  static Optional<String> task(RecordedStackTrace trace) {
    return trace.getFrames().stream()
        .map(CodeOwner::typeName)
        .filter(
            name -> name.startsWith("org.apache.kafka.connect.runtime.") && name.endsWith("Task"))
        .filter(name -> name.contains("Sink") || name.contains("Source"))
        .findFirst()
        .map(name -> name.contains("Sink") ? "the sink's task" : "the source's task");
  }

  @Override
  public String toString() {
    return text;
  }

  private static Optional<RecordedFrame> innermost(RecordedStackTrace trace) {
    return trace.getFrames().stream().filter(frame -> of(frame) != OTHER).findFirst();
  }

  private static CodeOwner of(RecordedFrame frame) {
    String name = typeName(frame);
    for (CodeOwner owner : values()) {
      if (owner.prefixes.stream().anyMatch(name::startsWith)) {
        return owner;
      }
    }
    return OTHER;
  }

  private static String typeName(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
