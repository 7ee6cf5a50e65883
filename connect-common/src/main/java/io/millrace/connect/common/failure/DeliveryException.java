package io.millrace.connect.common.failure;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the other system or of a record, with its kind. Messages name what, where and why.
 */
public final class DeliveryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  public DeliveryException(FailureKind kind, String message) {
    this(kind, message, null);
  }

  public DeliveryException(FailureKind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public FailureKind kind() {
    return kind;
  }
}
