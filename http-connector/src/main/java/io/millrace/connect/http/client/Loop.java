package io.millrace.connect.http.client;

import java.time.Duration;

/** One thread on which things happen in order, now or later. */
public interface Loop {

  void execute(Runnable task);

  void after(Duration delay, Runnable task);
}
