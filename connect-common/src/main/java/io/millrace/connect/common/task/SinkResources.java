package io.millrace.connect.common.task;

import io.millrace.connect.common.failure.RejectedRecords;
import io.millrace.connect.common.metrics.TaskMetrics;
import java.time.Clock;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What the worker gives a sink session. */
public record SinkResources(
    TaskShare share,
    RejectedRecords rejected,
    TaskMetrics metrics,
    Clock clock,
    SinkTaskContext context) {}
