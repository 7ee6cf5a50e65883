package io.millrace.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** The bare client library: so many connections, each with one request after the other. */
final class LoadClient implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client;
  private final int port;
  private final int connections;
  private final Buffer body;
  private final LongAdder refused = new LongAdder();
  private long left;
  private int running;

  LoadClient(int port, int connections, int bodyBytes) {
    this.port = port;
    this.connections = connections;
    this.body = Buffer.buffer("x".repeat(bodyBytes));
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(connections));
  }

  /** Sends so many requests and measures the time to the last answer. */
  Latencies send(int requests) {
    var done = new CompletableFuture<Void>();
    var latencies = new Latencies(requests);
    long start = System.nanoTime();
    vertx.runOnContext(
        ignored -> {
          left = requests;
          running = connections;
          for (int i = 0; i < connections; i++) {
            next(latencies, done);
          }
        });
    done.join();
    latencies.took(System.nanoTime() - start);
    if (refused.sum() > 0) {
      throw new IllegalStateException(refused.sum() + " requests were not answered 200");
    }
    return latencies;
  }

  private void next(Latencies latencies, CompletableFuture<Void> done) {
    if (left == 0) {
      running--;
      if (running == 0) {
        done.complete(null);
      }
      return;
    }
    left--;
    long start = System.nanoTime();
    client
        .request(HttpMethod.POST, port, "127.0.0.1", "/orders")
        .compose(request -> request.send(body))
        .onComplete(
            answer -> {
              latencies.add(System.nanoTime() - start);
              if (answer.failed() || answer.result().statusCode() != 200) {
                refused.increment();
              }
              next(latencies, done);
            });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
