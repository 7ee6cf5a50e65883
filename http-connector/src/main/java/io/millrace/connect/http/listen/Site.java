package io.millrace.connect.http.listen;

import java.util.concurrent.CompletableFuture;

/** What takes the requests of a path. Called on the thread of the server; never blocks. */
public interface Site {

  /** Looks at a request before its body is read. */
  void admit(RequestHead head) throws RefusedException;

  /** Takes a request; the answer may come much later and on any thread. */
  CompletableFuture<Answer> receive(RequestHead head, byte[] body) throws RefusedException;

  /** Whether it would take a request now. */
  boolean isHealthy();
}
