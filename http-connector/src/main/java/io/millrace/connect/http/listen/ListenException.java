package io.millrace.connect.http.listen;

import org.jspecify.annotations.Nullable;

/** A port or path cannot be had. */
public final class ListenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ListenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static ListenException cannotBind(ListenerSettings settings, Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new ListenException(
        "Cannot listen on "
            + settings.address()
            + ": "
            + root.getMessage()
            + ". If another process or the worker's REST API has this port, set"
            + " http.listener.port to a free one.",
        failure);
  }
}
