package io.millrace.connect.jms.session;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.broker.Broker;
import io.millrace.connect.jms.broker.ReadRules;
import io.millrace.connect.jms.broker.Receiver;
import io.millrace.connect.jms.broker.Sender;
import io.millrace.connect.jms.broker.Subscription;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A broker behind a provider's ConnectionFactory. Uses the classic API, which every provider has.
 */
public final class SessionBroker implements Broker {

  private final ConnectionFactory factory;
  private final @Nullable String user;
  private final @Nullable String password;
  private final String address;

  /**
   * A broker; nothing is connected yet.
   *
   * @param factory a ConnectionFactory of this package's JMS API
   * @param address how errors name the broker, without secrets
   */
  public SessionBroker(
      Object factory, @Nullable String user, @Nullable String password, String address) {
    this.factory = (ConnectionFactory) factory;
    this.user = user;
    this.password = password;
    this.address = address;
  }

  @Override
  public Receiver receiver(Subscription subscription, ReadRules rules, Optional<String> clientId) {
    OpenSession session = open(clientId);
    try {
      return SessionReceiver.of(session, subscription, new MessageReader(rules));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public Sender sender(Optional<String> stateQueue, Optional<String> clientId) {
    OpenSession session = open(clientId);
    try {
      return SessionSender.of(session, stateQueue);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public void check() {
    open(Optional.empty()).close();
  }

  private OpenSession open(Optional<String> clientId) {
    String action = "Connecting to " + address + asUser();
    try {
      return OpenSession.on(connect(), clientId, address);
    } catch (JMSException e) {
      throw JmsFailure.of(action, e);
    } catch (LinkageError e) {
      throw new DeliveryException(
          FATAL,
          action
              + " failed: "
              + e
              + ". A class of the client is missing or too old: put all jars of the client beside"
              + " each other in jms.client.classpath.",
          e);
    } catch (DeliveryException e) {
      throw e;
    } catch (RuntimeException e) {
      throw JmsFailure.of(action, e);
    }
  }

  private Connection connect() throws JMSException {
    return user == null ? factory.createConnection() : factory.createConnection(user, password);
  }

  private String asUser() {
    return user == null ? " without a user" : " as user " + user;
  }
}
