package io.millrace.connect.file.mapping;

import io.millrace.connect.data.RecordData;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The paths of the records of one task, put together once for a run of records where possible. */
public final class FilePaths {

  private final PathTemplate template;
  private final int task;
  private final boolean isKept;
  private @Nullable Path last;
  private String lastTopic = "";
  private int lastPartition;

  public FilePaths(PathTemplate template, int task) {
    this.template = template;
    this.task = task;
    this.isKept = template.isConstantWithinPartition();
  }

  /** The path for a record; see {@link PathTemplate#render}. */
  public Path of(RecordData record) {
    Path known = last;
    if (isKept
        && known != null
        && record.partition() == lastPartition
        && record.topic().equals(lastTopic)) {
      return known;
    }
    Path path = template.render(record, task);
    last = path;
    lastTopic = record.topic();
    lastPartition = record.partition();
    return path;
  }
}
