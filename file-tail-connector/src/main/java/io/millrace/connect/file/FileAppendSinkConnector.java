package io.millrace.connect.file;

import io.millrace.connect.common.task.SpecSinkConnector;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Appends the records of topics to files. */
public final class FileAppendSinkConnector extends SpecSinkConnector {

  public FileAppendSinkConnector() {
    super(FileAppendConfig.SPEC, FileAppendSinkTask.class);
  }

  /** Runs on the leader, which may not have the files: the task sees what comes, and decides. */
  @Override
  public boolean alterOffsets(Map<String, String> properties, Map<TopicPartition, Long> offsets) {
    return true;
  }
}
