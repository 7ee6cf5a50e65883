package io.millrace.connect.http.listen;

import io.millrace.connect.http.client.TlsMaterial;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;

/** The settings of a port in the words of the server library. */
final class ServerOptions {

  private ServerOptions() {}

  static HttpServerOptions of(ListenerSettings settings) {
    Limits limits = settings.limits();
    var options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setMaxInitialLineLength(limits.uriBytes())
            .setMaxHeaderSize(limits.headerBytes())
            .setTcpKeepAlive(true)
            // Looking for an upgrade would keep silent connections from the guard.
            .setHttp2ClearTextEnabled(false)
            .setAcceptBacklog(1024)
            .setHandle100ContinueAutomatically(true);
    options.getInitialSettings().setMaxHeaderListSize(limits.headerBytes());
    settings.tls().ifPresent(tls -> secure(options, tls, settings.clientCertificate()));
    return options;
  }

  private static void secure(
      HttpServerOptions options, TlsMaterial tls, ClientCertificate certificate) {
    options.setSsl(true).setUseAlpn(true).setEnabledSecureTransportProtocols(tls.protocols());
    tls.keys().ifPresent(keys -> options.setKeyCertOptions(KeyCertOptions.wrap(keys)));
    tls.trust().ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
    options.setClientAuth(
        switch (certificate) {
          case NONE -> ClientAuth.NONE;
          case REQUESTED -> ClientAuth.REQUEST;
          case REQUIRED -> ClientAuth.REQUIRED;
        });
  }
}
