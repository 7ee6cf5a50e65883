package io.millrace.connect.http.deliver;

import io.millrace.connect.common.failure.DeliveryException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way.
 *
 * @param key of the record as bytes, for those who read its answer; null if it has none, or nobody
 *     reads answers
 * @param lane equal for records that wait for each other
 * @param delivered called once when it has arrived, on any thread
 * @param rejected called once, instead, when it never will
 */
public record Message(
    Origin origin,
    byte @Nullable [] key,
    Object lane,
    Envelope envelope,
    byte[] payload,
    Runnable delivered,
    Consumer<DeliveryException> rejected) {}
