package io.millrace.connect.jms.broker;

/**
 * How much of a message is read.
 *
 * @param correlationBytes whether the correlation id is wanted as bytes too
 * @param objectMessages whether Java objects inside messages are deserialized
 */
public record ReadRules(boolean correlationBytes, boolean objectMessages) {}
