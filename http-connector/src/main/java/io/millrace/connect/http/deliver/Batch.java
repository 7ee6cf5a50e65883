package io.millrace.connect.http.deliver;

import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.http.client.OutgoingRequest;
import java.util.List;

/** The records of one request, and how often it was tried. Used on the loop only. */
final class Batch {

  private final List<Message> messages;
  private final OutgoingRequest request;
  private final RetryBudget budget;
  private boolean isForgotten;

  Batch(List<Message> messages, OutgoingRequest request, RetryBudget budget) {
    this.messages = messages;
    this.request = request;
    this.budget = budget;
  }

  List<Message> messages() {
    return messages;
  }

  OutgoingRequest request() {
    return request;
  }

  RetryBudget budget() {
    return budget;
  }

  /** Its records are another's now: it is not sent again, whatever comes of it. */
  void forget() {
    isForgotten = true;
  }

  boolean isForgotten() {
    return isForgotten;
  }

  /** Such as {@code orders-0@17} or {@code orders-0@17..99}. */
  String origins() {
    Origin first = messages.get(0).origin();
    Origin last = messages.get(messages.size() - 1).origin();
    return messages.size() == 1 ? first.toString() : first + ".." + last.offset();
  }
}
