package io.millrace.connect.http.listen;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Reads requests as Vert.x does, but refuses those that are chunked and have a length too: Netty
 * drops the length, while a proxy in front may have gone by it and see another next request.
 */
final class OneLengthDecoder extends VertxHttpRequestDecoder {

  private OneLengthDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Replaces the decoder of a connection that has just been opened; one of HTTP/2 has none. */
  static void into(HttpConnection connection, HttpServerOptions options) {
    ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
    if (pipeline.get(VertxHttpRequestDecoder.class) != null) {
      pipeline.replace(
          VertxHttpRequestDecoder.class, "one-length-decoder", new OneLengthDecoder(options));
    }
  }

  // What is thrown here makes the request invalid, and everything after it is ignored.
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Content-Length and Transfer-Encoding exclude each other");
  }
}
