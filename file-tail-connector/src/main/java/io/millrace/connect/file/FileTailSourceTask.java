package io.millrace.connect.file;

import io.millrace.connect.common.task.SourceShell;

/** The task of {@link FileTailSourceConnector}. */
public final class FileTailSourceTask extends SourceShell {

  public FileTailSourceTask() {
    super(FileTailConfig.SPEC, FileTailConfig.RETRY, FileTailSession::open);
  }
}
