package io.millrace.connect.jms.mapping;

import java.util.concurrent.atomic.LongAdder;

/**
 * When a message counts as poison and what happens then.
 *
 * @param maxDeliveries how often a message may be delivered; 0 = any number
 * @param target the queue or topic of the action; empty if it has none
 * @param counter counts messages that were set aside
 */
public record PoisonPolicy(
    int maxDeliveries, PoisonAction action, String target, LongAdder counter) {}
