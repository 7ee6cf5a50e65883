package io.millrace.connect.http.client;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;

/** The loop of one task: a daemon thread that carries the task's name and logging context. */
public final class EventLoop implements Loop, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Context context;

  private EventLoop(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /** Starts a loop with one thread of this name. */
  public static EventLoop started(String threadName) {
    var loop = new EventLoop(Vertx.vertx(options()));
    loop.name(threadName);
    return loop;
  }

  // Few daemon threads, and no files anywhere.
  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        .setPreferNativeTransport(false)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private void name(String threadName) {
    Map<String, String> logging = MDC.getCopyOfContextMap();
    execute(
        () -> {
          Thread.currentThread().setName(threadName);
          if (logging != null) {
            MDC.setContextMap(logging);
          }
        });
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  @Override
  public void after(Duration delay, Runnable task) {
    // Timers belong to the context they are set in.
    execute(() -> vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> task.run()));
  }

  /** What clients and servers on this loop are made with. */
  public Vertx vertx() {
    return vertx;
  }

  /** Ends everything on the loop and waits for it, but not for ever. */
  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The HTTP threads did not end within " + PATIENCE, e);
    }
  }
}
