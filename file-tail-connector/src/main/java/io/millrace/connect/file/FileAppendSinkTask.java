package io.millrace.connect.file;

import io.millrace.connect.common.task.SinkShell;

/** The task of {@link FileAppendSinkConnector}. */
public final class FileAppendSinkTask extends SinkShell {

  public FileAppendSinkTask() {
    super(FileAppendConfig.SPEC, FileAppendConfig.RETRY, FileAppendSession::open);
  }
}
