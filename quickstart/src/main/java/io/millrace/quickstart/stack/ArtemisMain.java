package io.millrace.quickstart.stack;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** The process of the Artemis broker: takes a port and a folder, and runs until it is ended. */
public final class ArtemisMain {

  private ArtemisMain() {}

  public static void main(String[] args) throws Exception {
    var server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration(args[0], Path.of(args[1])));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    server.start();
    new CountDownLatch(1).await();
  }

  // Every write reaches the disk before it is answered, so that a kill loses nothing.
  private static Configuration configuration(String port, Path data) throws Exception {
    return new ConfigurationImpl()
        .setSecurityEnabled(false)
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalDatasync(true)
        .setJournalDirectory(data.resolve("journal").toString())
        .setBindingsDirectory(data.resolve("bindings").toString())
        .setLargeMessagesDirectory(data.resolve("large").toString())
        .setPagingDirectory(data.resolve("paging").toString())
        .addAcceptorConfiguration("core", "tcp://127.0.0.1:" + port + "?protocols=CORE")
        .addAddressSetting(
            "#", new AddressSettings().setMaxDeliveryAttempts(-1).setAutoDeleteQueues(false));
  }

  private static void stop(EmbeddedActiveMQ server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Artemis could not be stopped in order", e);
    }
  }
}
