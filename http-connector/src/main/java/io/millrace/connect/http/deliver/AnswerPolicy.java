package io.millrace.connect.http.deliver;

import io.millrace.connect.http.client.StatusCodes;

/** What status codes mean. */
public record AnswerPolicy(StatusCodes retried) {

  Verdict verdict(String method, int status) {
    if (status >= 200 && status < 300) {
      return Verdict.DELIVERED;
    }
    if (retried.contains(status)) {
      return status == 429 || status == 503 ? Verdict.RETRY_HOST : Verdict.RETRY_REQUEST;
    }
    if (status == 401 || status == 407) {
      return Verdict.REFUSED;
    }
    // What is already gone has been deleted, perhaps by ourselves before a restart.
    boolean isGone = status == 404 || status == 410;
    return isGone && method.equals("DELETE") ? Verdict.DELIVERED : Verdict.REJECTED;
  }
}
