package io.millrace.connect.jms.factory;

import io.millrace.connect.jms.broker.Broker;
import io.millrace.connect.jms.broker.ReadRules;
import io.millrace.connect.jms.broker.Receiver;
import io.millrace.connect.jms.broker.Sender;
import io.millrace.connect.jms.broker.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The broker of a setup; its factory is made or looked up on first use. Thread-safe. */
public final class ConfiguredBroker implements Broker, AutoCloseable {

  private final BrokerSetup setup;
  private final ClientClasspath classpath;
  private final ClientThread thread;
  private @Nullable Broker broker;

  private ConfiguredBroker(BrokerSetup setup, ClientClasspath classpath) {
    this.setup = setup;
    this.classpath = classpath;
    this.thread = new ClientThread(classpath.loader());
  }

  /** A broker whose client is there, and which nobody has connected to yet. */
  public static ConfiguredBroker of(BrokerSetup setup) {
    return new ConfiguredBroker(setup, ClientClasspath.of(setup.classpath()));
  }

  @Override
  public Receiver receiver(Subscription subscription, ReadRules rules, Optional<String> clientId) {
    return new ClientReceiver(
        thread.get(() -> broker().receiver(subscription, rules, clientId)), thread);
  }

  @Override
  public Sender sender(Optional<String> stateQueue, Optional<String> clientId) {
    return new ClientSender(thread.get(() -> broker().sender(stateQueue, clientId)), thread);
  }

  @Override
  public void check() {
    thread.run(() -> broker().check());
  }

  @Override
  public void close() {
    try {
      classpath.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Broker broker() {
    if (broker == null) {
      Object factory =
          setup.naming().isEmpty()
              ? FactoryClass.of(setup.factoryClass(), classpath.loader()).factory(setup)
              : new FactoryLookup(setup.naming()).factory(setup.factoryName());
      broker = Flavour.of(factory).broker(factory, setup);
    }
    return broker;
  }
}
