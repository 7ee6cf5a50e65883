package io.millrace.connect.jms.session;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;

/** What an exception of the JMS API means for the one who called it. */
final class JmsFailure {

  private JmsFailure() {}

  /** A failure that is final when the provider says so by its type, and may heal otherwise. */
  static DeliveryException of(String action, Exception cause) {
    if (cause instanceof JMSSecurityException) {
      return failure(
          FATAL, action, cause, " Check connection.user, connection.password and its permissions.");
    }
    if (cause instanceof InvalidSelectorException) {
      return failure(FATAL, action, cause, " Correct jms.message.selector.");
    }
    if (cause instanceof InvalidDestinationException) {
      return failure(
          FATAL, action, cause, " Create it on the broker, or correct jms.destination.name.");
    }
    if (cause instanceof UnsupportedOperationException) {
      return failure(
          FATAL,
          action,
          cause,
          " The JMS client of this broker cannot do that: RabbitMQ's, for one, has no selectors on"
              + " queues, which jms.message.selector and delivery.guarantee=exactly_once of the sink"
              + " need.");
    }
    return failure(TRANSIENT, action, cause, "");
  }

  /** A failure that may heal, whatever its type says: the transaction is rolled back. */
  static DeliveryException transientOf(String action, Exception cause) {
    return failure(TRANSIENT, action, cause, "");
  }

  /** A failure to send one message. */
  static DeliveryException ofMessage(String action, Exception cause) {
    boolean isItsOwn =
        cause instanceof InvalidDestinationException
            || cause instanceof MessageFormatException
            || cause instanceof MessageNotWriteableException;
    return isItsOwn ? failure(BAD_RECORD, action, cause, "") : of(action, cause);
  }

  private static DeliveryException failure(
      FailureKind kind, String action, Exception cause, String wayOut) {
    return new DeliveryException(kind, action + " failed: " + reason(cause) + wayOut, cause);
  }

  private static String reason(Exception cause) {
    String text = text(cause);
    Throwable root = cause.getCause();
    if (root == null && cause instanceof JMSException jms) {
      root = jms.getLinkedException();
    }
    if (root != null && root.getMessage() != null && !text.contains(root.getMessage())) {
      text = text + " (" + root.getMessage() + ")";
    }
    return text.endsWith(".") ? text : text + ".";
  }

  private static String text(Exception cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
