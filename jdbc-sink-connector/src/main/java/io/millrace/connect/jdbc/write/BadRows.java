package io.millrace.connect.jdbc.write;

import io.millrace.connect.common.failure.DeliveryException;

/** Where changes go that the database will never take. */
@FunctionalInterface
public interface BadRows {

  /**
   * A change was left out. Nothing is stored yet; an exception undoes the whole transaction.
   *
   * @param source the number of its record
   */
  void leftOut(int source, DeliveryException reason);
}
