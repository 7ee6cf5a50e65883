package io.millrace.quickstart.stack;

import java.nio.file.Path;

/** The log configuration of the child processes: warnings of Kafka, information of ours. */
final class Logging {

  private Logging() {}

  static Path config(Workspace workspace) {
    return workspace.write(
        "log4j2.properties",
        """
        appender.out.type=Console
        appender.out.name=out
        appender.out.layout.type=PatternLayout
        appender.out.layout.pattern=%d{ISO8601} %p %X{connector.context}%m (%c)%n
        rootLogger.level=WARN
        rootLogger.appenderRef.out.ref=out
        logger.millrace.name=io.millrace
        logger.millrace.level=INFO
        logger.connect.name=org.apache.kafka.connect
        logger.connect.level=INFO
        """);
  }
}
