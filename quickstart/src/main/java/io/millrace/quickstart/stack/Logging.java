package io.millrace.quickstart.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * The logging of the child processes, to standard output: warnings of Kafka, information of ours.
 */
final class Logging {

  private static final String PATTERN = "%d{ISO8601} %p %X{connector.context}%m (%c)%n";

  private Logging() {}

  /** JVM options for workers with log4j 2 and, before Kafka 4.0, log4j 1. */
  static List<String> options(Workspace workspace) {
    Path log4j2 = workspace.write("log4j2.properties", log4j2());
    Path log4j1 = workspace.write("log4j.properties", log4j1());
    return List.of(
        "-Dlog4j2.configurationFile=" + log4j2, "-Dlog4j.configuration=" + log4j1.toUri());
  }

  private static String log4j2() {
    return """
        appender.out.type=Console
        appender.out.name=out
        appender.out.layout.type=PatternLayout
        appender.out.layout.pattern=%s
        rootLogger.level=WARN
        rootLogger.appenderRef.out.ref=out
        logger.millrace.name=io.millrace
        logger.millrace.level=INFO
        logger.connect.name=org.apache.kafka.connect
        logger.connect.level=INFO
        """
        .formatted(PATTERN);
  }

  private static String log4j1() {
    return """
        log4j.rootLogger=WARN, out
        log4j.logger.io.millrace=INFO
        log4j.logger.org.apache.kafka.connect=INFO
        log4j.appender.out=org.apache.log4j.ConsoleAppender
        log4j.appender.out.layout=org.apache.log4j.PatternLayout
        log4j.appender.out.layout.ConversionPattern=%s
        """
        .formatted(PATTERN);
  }
}
