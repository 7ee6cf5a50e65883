package io.millrace.connect.jms.lane;

import java.time.Duration;

/**
 * How much a lane receives before it hands over.
 *
 * @param linger how long to wait for more messages once one is there
 * @param patience how long one receive may take; a stop waits for it
 */
public record LaneRules(int maxMessages, long maxBytes, Duration linger, Duration patience) {}
