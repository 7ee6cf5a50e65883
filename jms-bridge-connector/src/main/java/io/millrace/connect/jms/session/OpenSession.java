package io.millrace.connect.jms.session;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started connection with one transacted session; knows whether the connection was lost. */
final class OpenSession implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OpenSession.class);

  private final Connection connection;
  private final Session session;
  private final String address;
  private volatile @Nullable JMSException loss;

  private OpenSession(Connection connection, Session session, String address) {
    this.connection = connection;
    this.session = session;
    this.address = address;
  }

  static OpenSession on(Connection connection, Optional<String> clientId, String address)
      throws JMSException {
    try {
      if (clientId.isPresent()) {
        connection.setClientID(clientId.get());
      }
      var open =
          new OpenSession(
              connection, connection.createSession(true, Session.SESSION_TRANSACTED), address);
      connection.setExceptionListener(failure -> open.loss = failure);
      connection.start();
      return open;
    } catch (JMSException | RuntimeException e) {
      closeQuietly(connection, address);
      throw e;
    }
  }

  Session session() {
    return session;
  }

  String address() {
    return address;
  }

  /**
   * Fails if the provider has reported that the connection is gone.
   *
   * @param action what was to be done
   */
  void requireConnected(Supplier<String> action) {
    JMSException failure = loss;
    if (failure != null) {
      throw JmsFailure.of(action.get(), failure);
    }
  }

  /** Commits what was received and sent. */
  void commit(String action) {
    try {
      session.commit();
    } catch (JMSException | RuntimeException e) {
      throw JmsFailure.transientOf(action, e);
    }
  }

  // Closing a session in a transaction rolls it back (JMS 2.0, 6.2.3).
  @Override
  public void close() {
    closeQuietly(connection, address);
  }

  private static void closeQuietly(Connection connection, String address) {
    try {
      connection.close();
    } catch (JMSException | RuntimeException e) {
      log.debug("A connection to {} broke while it was closed", address, e);
    }
  }
}
