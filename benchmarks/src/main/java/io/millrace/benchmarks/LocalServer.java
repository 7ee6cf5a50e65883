package io.millrace.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.LongAdder;

/** A server that counts the lines it is sent, and answers 200 and nothing else. */
final class LocalServer implements AutoCloseable {

  private final Vertx vertx;
  private final HttpServer server;
  private final LongAdder lines = new LongAdder();

  LocalServer() {
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  int port() {
    return server.actualPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/orders";
  }

  /** How many lines came; a body without line end is one. */
  long lines() {
    return lines.sum();
  }

  void reset() {
    lines.reset();
  }

  private void answer(HttpServerRequest request) {
    request.bodyHandler(
        body -> {
          lines.add(linesOf(body));
          request.response().end();
        });
  }

  private static long linesOf(Buffer body) {
    long count = 0;
    byte[] bytes = body.getBytes();
    for (byte b : bytes) {
      count += b == '\n' ? 1 : 0;
    }
    return Math.max(1, count);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
