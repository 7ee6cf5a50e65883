package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Work on the disk, whose failures are told in the words of a delivery. */
@FunctionalInterface
interface DiskWork {

  void run() throws IOException;

  /**
   * Runs it.
   *
   * @param what what is being done, as the start of a sentence
   * @throws DeliveryException TRANSIENT if the disk may heal, FATAL if a person must act
   * @throws UncertainSync if nobody knows what is stored
   */
  default void run(String what) {
    try {
      run();
    } catch (AccessDeniedException e) {
      throw new DeliveryException(
          FailureKind.FATAL,
          what
              + " is not permitted: "
              + e.getMessage()
              + ". Give the user of the worker write access, then restart the task.",
          e);
    } catch (PathTaken e) {
      throw new DeliveryException(
          FailureKind.FATAL,
          what
              + " failed: "
              + e.getMessage()
              + ". Change path, or take away what is there, then restart the task.",
          e);
    } catch (IOException e) {
      throw new DeliveryException(FailureKind.TRANSIENT, what + " failed: " + e + ".", e);
    }
  }
}
