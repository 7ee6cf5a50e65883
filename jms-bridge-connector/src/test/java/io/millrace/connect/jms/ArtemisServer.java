package io.millrace.connect.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** An Artemis broker inside the test, with a user {@code millrace}; its messages are in memory. */
final class ArtemisServer implements AutoCloseable {

  static final String USER = "millrace";
  static final String PASSWORD = "s3cret";

  private final int port;
  private final String acceptorOptions;
  private EmbeddedActiveMQ server;

  private ArtemisServer(int port, String acceptorOptions) {
    this.port = port;
    this.acceptorOptions = acceptorOptions;
  }

  static ArtemisServer started() throws Exception {
    return started("");
  }

  static ArtemisServer started(String acceptorOptions) throws Exception {
    var broker = new ArtemisServer(freePort(), acceptorOptions);
    broker.start();
    return broker;
  }

  static ArtemisServer notStarted() throws Exception {
    return new ArtemisServer(freePort(), "");
  }

  void start() throws Exception {
    var configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setJMXManagementEnabled(false)
            .addAcceptorConfiguration(
                "tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE" + acceptorOptions)
            .addAddressSetting(
                "#", new AddressSettings().setMaxDeliveryAttempts(-1).setAutoDeleteQueues(false))
            .putSecurityRoles(
                "#",
                Set.of(
                    new Role(
                        "all", true, true, true, true, true, true, true, true, true, true, true,
                        true)));
    var users = new SecurityConfiguration();
    users.addUser(USER, PASSWORD);
    users.addRole(USER, "all");
    server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration);
    server.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    server.start();
  }

  String url() {
    return "tcp://127.0.0.1:" + port;
  }

  int connections() {
    return server.getActiveMQServer().getConnectionCount();
  }

  /** The messages of a queue; the broker counts them a little after it has acknowledged them. */
  long depth(String queue) {
    var found = server.getActiveMQServer().locateQueue(queue);
    return found == null ? 0 : found.getMessageCount();
  }

  /** The options every connector needs for this broker. */
  Map<String, String> connection() {
    Map<String, String> options = new HashMap<>();
    options.put("name", "under-test");
    options.put("connection.url", url());
    options.put("connection.user", USER);
    options.put("connection.password", PASSWORD);
    options.put("retry.backoff.ms", "50");
    options.put("retry.backoff.max.ms", "100");
    return options;
  }

  /** Makes a message in a session of its own and sends it. */
  void send(String queue, MessageMaker... makers) throws JMSException {
    work(
        session -> {
          var producer = session.createProducer(session.createQueue(queue));
          for (MessageMaker maker : makers) {
            producer.send(maker.make(session));
          }
        });
  }

  void sendTexts(String queue, int count) throws JMSException {
    work(
        session -> {
          var producer = session.createProducer(session.createQueue(queue));
          for (int i = 1; i <= count; i++) {
            producer.send(session.createTextMessage(Integer.toString(i)));
          }
        });
  }

  void publishTexts(String topic, int count) throws JMSException {
    work(
        session -> {
          var producer = session.createProducer(session.createTopic(topic));
          for (int i = 1; i <= count; i++) {
            producer.send(session.createTextMessage(Integer.toString(i)));
          }
        });
  }

  /** Takes everything out of a queue. */
  List<Message> take(String queue) throws JMSException {
    List<Message> taken = new ArrayList<>();
    work(
        session -> {
          Queue source = session.createQueue(queue);
          var consumer = session.createConsumer(source);
          for (Message m = consumer.receive(500); m != null; m = consumer.receive(200)) {
            taken.add(m);
          }
        });
    return taken;
  }

  private void work(Work work) throws JMSException {
    try (var factory = new ActiveMQConnectionFactory(url(), USER, PASSWORD);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      connection.start();
      work.in(session);
      session.commit();
    }
  }

  void stop() throws Exception {
    server.stop();
  }

  @Override
  public void close() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  interface MessageMaker {
    Message make(Session session) throws JMSException;
  }

  private interface Work {
    void in(Session session) throws JMSException;
  }
}
