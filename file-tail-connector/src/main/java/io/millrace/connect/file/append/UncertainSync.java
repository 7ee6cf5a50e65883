package io.millrace.connect.file.append;

import java.io.IOException;

/**
 * A failed fsync: whether the content is stored nobody knows, and a second attempt would not tell.
 */
final class UncertainSync extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UncertainSync(IOException cause) {
    super(cause);
  }
}
