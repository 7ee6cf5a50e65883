package io.millrace.connect.http.listen;

import io.millrace.connect.http.client.EventLoop;
import io.millrace.connect.http.client.HeaderField;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open port: reads requests within the limits, finds their site, writes the answers. */
final class ListenerPort implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ListenerPort.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final long DRAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final ListenerSettings settings;
  private final Routes routes;
  private final EventLoop loop;
  private final ConnectionGuard guard;
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile boolean isClosed;

  private ListenerPort(ListenerSettings settings, Routes routes, EventLoop loop) {
    this.settings = settings;
    this.routes = routes;
    this.loop = loop;
    this.guard = new ConnectionGuard(settings.limits());
  }

  /** Opens a port; throws ListenException if it cannot be had. */
  static ListenerPort open(ListenerSettings settings, Routes routes) {
    EventLoop loop = EventLoop.started("millrace-http-listener-" + settings.port());
    var port = new ListenerPort(settings, routes, loop);
    try {
      HttpServerOptions options = ServerOptions.of(settings);
      HttpServer server = loop.vertx().createHttpServer(options);
      server.connectionHandler(
          connection -> {
            OneLengthDecoder.into(connection, options);
            port.guard.opened(connection);
          });
      server.requestHandler(port::handle);
      server.exceptionHandler(e -> log.debug("A connection failed: {}", e.toString()));
      server
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      loop.close();
      throw ListenException.cannotBind(settings, e);
    }
    loop.after(SWEEP, port::sweep);
    log.info("Listening on {}", settings.address());
    return port;
  }

  private void sweep() {
    guard.sweep();
    if (!isClosed) {
      loop.after(SWEEP, this::sweep);
    }
  }

  private void handle(HttpServerRequest request) {
    if (!guard.isTrusted(request.connection())) {
      return;
    }
    guard.asked(request.connection());
    unanswered.incrementAndGet();
    boolean[] isCounted = {true};
    // An answer ends by being written, or by its connection being closed.
    Runnable ended =
        () -> {
          if (isCounted[0]) {
            isCounted[0] = false;
            guard.answered(request.connection());
            unanswered.decrementAndGet();
          }
        };
    request.response().endHandler(ignored -> ended.run());
    request.response().closeHandler(ignored -> ended.run());
    request.response().exceptionHandler(e -> log.debug("A client went away: {}", e.toString()));
    request.exceptionHandler(e -> log.debug("A request was cut off: {}", e.toString()));
    try {
      dispatch(request);
    } catch (RefusedException e) {
      refuse(request, e.answer());
    }
  }

  private void dispatch(HttpServerRequest request) throws RefusedException {
    String path = String.valueOf(request.path());
    String method = request.method().name();
    if (path.equals(settings.healthPath()) && (method.equals("GET") || method.equals("HEAD"))) {
      write(request, Answer.of(routes.isHealthy() ? 200 : 503));
      return;
    }
    requireKnownFraming(request);
    Site site =
        routes
            .site(path)
            .orElseThrow(
                () -> new RefusedException(404, "Not Found", "Nothing listens on this path."));
    RequestHead head = head(request, path, method);
    site.admit(head);
    read(request, head, site);
  }

  // A body in a coding we do not know would be taken for the next request.
  private static void requireKnownFraming(HttpServerRequest request) throws RefusedException {
    List<String> codings = request.headers().getAll("Transfer-Encoding");
    if (codings.size() > 1
        || codings.size() == 1 && !codings.get(0).trim().equalsIgnoreCase("chunked")) {
      throw new RefusedException(400, "Bad Request", "The transfer coding is not known.");
    }
  }

  private void read(HttpServerRequest request, RequestHead head, Site site)
      throws RefusedException {
    int most = settings.limits().bodyBytes();
    if (announced(request) > most) {
      throw tooLarge(most);
    }
    Buffer body = Buffer.buffer();
    long timer =
        loop.vertx()
            .setTimer(
                settings.limits().read().toMillis(),
                ignored ->
                    refuse(
                        request,
                        Answer.problem(408, "Request Timeout", "The body came too slowly.")));
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > most) {
            loop.vertx().cancelTimer(timer);
            refuse(request, tooLarge(most).answer());
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        ignored -> {
          loop.vertx().cancelTimer(timer);
          if (!request.response().ended()) {
            receive(request, head, body.getBytes(), site);
          }
        });
  }

  private void receive(HttpServerRequest request, RequestHead head, byte[] body, Site site) {
    try {
      site.receive(head, body)
          .whenComplete(
              (answer, failure) ->
                  loop.execute(
                      () -> write(request, failure == null ? answer : internalError(failure))));
    } catch (RefusedException e) {
      write(request, e.answer());
    } catch (RuntimeException e) {
      write(request, internalError(e));
    }
  }

  private static Answer internalError(Throwable failure) {
    log.error("A request could not be handled", failure);
    return Answer.problem(500, "Internal Server Error", "The request could not be handled.");
  }

  /** Answers a request whose body has not been read, so nothing can follow on its connection. */
  private void refuse(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    request.handler(ignored -> {});
    boolean isComplete = request.isEnded() || announced(request) == 0;
    write(request, isComplete ? answer : answer.with("Connection", "close"));
    if (!isComplete) {
      // What follows may be the rest of this request; a moment later the client has the answer.
      guard.condemn(request.connection());
      loop.after(SWEEP, () -> request.connection().close());
    }
  }

  private static void write(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    for (HeaderField header : answer.headers()) {
      boolean isOfConnection = header.is("Connection");
      if (!isOfConnection || request.version() != io.vertx.core.http.HttpVersion.HTTP_2) {
        response.putHeader(header.name(), header.value());
      }
    }
    response.end(Buffer.buffer(answer.body()));
  }

  private static RefusedException tooLarge(int most) {
    return new RefusedException(
        413, "Content Too Large", "A body has at most " + most + " bytes here.");
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    boolean isChunked = request.getHeader("Transfer-Encoding") != null;
    boolean isNumber = length != null && length.matches("\\d{1,18}");
    return isNumber ? Long.parseLong(length) : isChunked ? 1 : 0;
  }

  private static RequestHead head(HttpServerRequest request, String path, String method) {
    List<HeaderField> headers = new ArrayList<>();
    for (Map.Entry<String, String> header : request.headers()) {
      headers.add(new HeaderField(header.getKey(), header.getValue()));
    }
    String remote = String.valueOf(request.remoteAddress().hostAddress());
    return new RequestHead(method, path, QueryParameters.of(request.query()), headers, remote);
  }

  /** Waits a moment for the last answers to be written, and closes. */
  @Override
  public void close() {
    isClosed = true;
    long until = System.nanoTime() + DRAIN_NANOS;
    while (unanswered.get() > 0 && System.nanoTime() - until < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    loop.close();
    log.info("Stopped listening on {}", settings.address());
  }
}
