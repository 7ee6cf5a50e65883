/**
 * What the connectors ask of a JMS broker, without a JMS type, so that jakarta.jms and javax.jms
 * look alike.
 */
@NullMarked
package io.millrace.connect.jms.broker;

import org.jspecify.annotations.NullMarked;
