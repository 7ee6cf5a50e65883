package io.millrace.connect.http.deliver;

import io.millrace.connect.common.failure.DeliveryException;
import java.util.function.Consumer;

/**
 * One record on its way.
 *
 * @param lane equal for records that wait for each other
 * @param delivered called once when it has arrived
 * @param rejected called once, instead, when it never will
 */
public record Message(
    Origin origin,
    Object lane,
    Envelope envelope,
    byte[] payload,
    Runnable delivered,
    Consumer<DeliveryException> rejected) {}
