/** JMS queues and topics to Kafka and back: connectors, tasks and options. */
@NullMarked
package io.millrace.connect.jms;

import org.jspecify.annotations.NullMarked;
