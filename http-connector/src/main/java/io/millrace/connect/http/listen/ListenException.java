package io.millrace.connect.http.listen;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** A port or path cannot be had. */
public final class ListenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ListenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the address may be had later: another process has it, or this host not yet. */
  public boolean mayHeal() {
    return getCause() != null && root(getCause()) instanceof BindException;
  }

  static ListenException cannotBind(ListenerSettings settings, Throwable failure) {
    return new ListenException(
        "Cannot listen on "
            + settings.address()
            + ": "
            + root(failure).getMessage()
            + ". If another process or the worker's REST API has this port, set"
            + " http.listener.port to a free one.",
        failure);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
