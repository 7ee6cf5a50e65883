package io.millrace.connect.http.client;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Requests over Vert.x, on the thread of an {@link EventLoop}. */
public final class VertxTransport implements Transport, AutoCloseable {

  private final EventLoop loop;
  private final HttpClient client;
  private final ConnectionSettings settings;
  private final Addresses addresses;
  private final Addresses trusted;
  private final Deadlines deadlines;
  private final ExecutorService lookups;

  public VertxTransport(EventLoop loop, ConnectionSettings settings, Clock clock) {
    this.loop = loop;
    this.settings = settings;
    this.client = loop.vertx().createHttpClient(options(settings), pool(settings));
    this.lookups = Executors.newSingleThreadExecutor(VertxTransport::lookupThread);
    this.addresses = addresses(settings.forbidsPrivate(), clock);
    this.trusted = addresses(false, clock);
    this.deadlines = new Deadlines(loop, settings.requestTimeout());
  }

  private Addresses addresses(boolean forbidsPrivate, Clock clock) {
    return new Addresses(InetAddress::getAllByName, forbidsPrivate, clock, lookups, loop::execute);
  }

  @Override
  public CompletableFuture<Reply> send(OutgoingRequest request) {
    return send(request, addresses, settings.maxReplyBytes());
  }

  /**
   * The same for hosts of which no record decides: they may have private addresses. So much of the
   * answers is kept.
   */
  public Transport trusting(int replyBytes) {
    return request -> send(request, trusted, replyBytes);
  }

  private CompletableFuture<Reply> send(
      OutgoingRequest request, Addresses addresses, int replyBytes) {
    var reply = new CompletableFuture<Reply>();
    if (settings.proxy().isPresent()) {
      open(request, null, reply, replyBytes);
      return reply;
    }
    addresses
        .of(request.target().endpoint().host())
        .whenComplete(
            (address, failure) -> {
              if (failure == null) {
                open(request, address, reply, replyBytes);
              } else {
                fail(reply, request, failure);
              }
            });
    return reply;
  }

  private void open(
      OutgoingRequest request,
      @Nullable InetAddress address,
      CompletableFuture<Reply> reply,
      int replyBytes) {
    Deadlines.Entry deadline =
        deadlines.watch(
            () ->
                reply.completeExceptionally(
                    new NoAnswerException(
                        "The "
                            + request
                            + " had no answer within "
                            + settings.requestTimeout().toMillis()
                            + " ms (http.request.timeout.ms).",
                        false,
                        null)));
    reply.whenComplete((answer, failure) -> deadline.cancel());
    client
        .request(addressed(request, address))
        .onSuccess(opened -> write(request, opened, reply, replyBytes))
        .onFailure(e -> fail(reply, request, e));
  }

  private void write(
      OutgoingRequest request,
      HttpClientRequest opened,
      CompletableFuture<Reply> reply,
      int replyBytes) {
    if (reply.isDone()) { // out of time while it waited for a connection
      opened.reset();
      return;
    }
    reply.whenComplete(
        (answer, failure) -> {
          if (failure != null) {
            opened.reset();
          }
        });
    opened
        .send(Buffer.buffer(request.body()))
        .onSuccess(response -> read(request, response, reply, replyBytes))
        .onFailure(e -> fail(reply, request, e));
  }

  private void read(
      OutgoingRequest request,
      HttpClientResponse response,
      CompletableFuture<Reply> reply,
      int replyBytes) {
    Buffer body = Buffer.buffer();
    boolean[] isCut = new boolean[1];
    response.handler(
        chunk -> {
          int room = replyBytes - body.length();
          body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
          isCut[0] |= chunk.length() > room;
        });
    response.exceptionHandler(e -> fail(reply, request, e));
    response.endHandler(
        ignored ->
            reply.complete(
                new Reply(response.statusCode(), headers(response), body.getBytes(), !isCut[0])));
  }

  private void fail(CompletableFuture<Reply> reply, OutgoingRequest request, Throwable failure) {
    Throwable cause =
        failure.getCause() != null && failure instanceof java.util.concurrent.CompletionException
            ? failure.getCause()
            : failure;
    if (cause instanceof DeliveryException || cause instanceof NoAnswerException) {
      reply.completeExceptionally(cause);
      return;
    }
    addresses.forget(request.target().endpoint().host());
    trusted.forget(request.target().endpoint().host());
    if (isRefusedCertificate(cause)) {
      reply.completeExceptionally(
          new DeliveryException(
              FATAL,
              "The TLS handshake with "
                  + request.target().endpoint()
                  + " failed: "
                  + rootMessage(cause)
                  + ". Check https.ssl.truststore.location, https.ssl.truststore.certificates and"
                  + " https.ssl.endpoint.identification.algorithm.",
              cause));
      return;
    }
    reply.completeExceptionally(
        new NoAnswerException(
            "The " + request + " failed: " + rootMessage(cause) + ".", true, cause));
  }

  private RequestOptions addressed(OutgoingRequest request, @Nullable InetAddress address) {
    Endpoint endpoint = request.target().endpoint();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setHost(endpoint.host())
            .setPort(endpoint.port())
            .setSsl(endpoint.isTls())
            .setURI(request.target().pathAndQuery());
    if (address != null) {
      options.setServer(
          SocketAddress.inetSocketAddress(new InetSocketAddress(address, endpoint.port())));
    }
    for (HeaderField header : request.headers()) {
      options.addHeader(header.name(), header.value());
    }
    return options;
  }

  private static List<HeaderField> headers(HttpClientResponse response) {
    List<HeaderField> headers = new ArrayList<>();
    for (Map.Entry<String, String> header : response.headers()) {
      headers.add(new HeaderField(header.getKey(), header.getValue()));
    }
    return headers;
  }

  private static boolean isRefusedCertificate(Throwable failure) {
    boolean isHandshake = false;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      isHandshake |= t instanceof SSLException;
      if (t instanceof CertificateException || isAlert(t)) {
        return isHandshake;
      }
    }
    return false;
  }

  // What a server says that does not like our certificate, or misses one.
  private static boolean isAlert(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof SSLHandshakeException
        && (message.contains("certificate") || message.contains("unknown_ca"));
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String text = message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static HttpClientOptions options(ConnectionSettings settings) {
    var options =
        new HttpClientOptions()
            .setConnectTimeout((int) settings.connectTimeout().toMillis())
            .setSslHandshakeTimeout(settings.connectTimeout().toSeconds() + 5)
            .setMaxWaitQueueSize(-1)
            .setTcpKeepAlive(true)
            .setDecompressionSupported(settings.takesCompressed());
    switch (settings.version()) {
      case AUTO ->
          options
              .setUseAlpn(true)
              .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
      case HTTP_1_1 -> options.setProtocolVersion(HttpVersion.HTTP_1_1);
      case HTTP_2 ->
          options
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setUseAlpn(true)
              .setHttp2ClearTextUpgrade(false);
    }
    settings.proxy().ifPresent(proxy -> options.setProxyOptions(proxy(proxy)));
    settings.tls().ifPresent(tls -> secure(options, tls));
    return options;
  }

  private static void secure(HttpClientOptions options, TlsMaterial tls) {
    tls.keys().ifPresent(keys -> options.setKeyCertOptions(KeyCertOptions.wrap(keys)));
    tls.trust().ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
    options.setVerifyHost(tls.verifiesHost());
    options.setEnabledSecureTransportProtocols(tls.protocols());
  }

  private static ProxyOptions proxy(ConnectionSettings.Proxy proxy) {
    var options = new ProxyOptions().setHost(proxy.host()).setPort(proxy.port());
    proxy.user().ifPresent(options::setUsername);
    proxy.password().ifPresent(options::setPassword);
    return options;
  }

  private static PoolOptions pool(ConnectionSettings settings) {
    return new PoolOptions()
        .setHttp1MaxSize(settings.maxConnections())
        .setHttp2MaxSize(1)
        .setMaxWaitQueueSize(-1);
  }

  private static Thread lookupThread(Runnable work) {
    var thread = new Thread(work, "millrace-http-lookup");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    lookups.shutdownNow();
    loop.close();
  }
}
