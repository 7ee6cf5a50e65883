package io.millrace.connect.http.client;

import org.jspecify.annotations.Nullable;

/** A request had no answer, and may have one later. Whether the server acted on it is unknown. */
public final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isHostAway;

  public NoAnswerException(String message, boolean isHostAway, @Nullable Throwable cause) {
    super(message, cause);
    this.isHostAway = isHostAway;
  }

  /** Whether every other request to this host would fare likewise. */
  public boolean isHostAway() {
    return isHostAway;
  }
}
