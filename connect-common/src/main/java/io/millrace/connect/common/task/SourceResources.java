package io.millrace.connect.common.task;

import io.millrace.connect.common.metrics.TaskMetrics;
import java.time.Clock;
import org.apache.kafka.connect.source.SourceTaskContext;

/** What the worker gives a source session. */
public record SourceResources(
    TaskShare share, TaskMetrics metrics, Clock clock, SourceTaskContext context) {}
