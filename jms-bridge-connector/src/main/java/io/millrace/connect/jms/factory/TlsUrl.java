package io.millrace.connect.jms.factory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TLS as parameters of a URL, which is the only way with Artemis. */
final class TlsUrl {

  private static final String ARTEMIS = "org.apache.activemq.artemis.";

  private TlsUrl() {}

  static boolean isFor(Class<?> factory) {
    return factory.getName().startsWith(ARTEMIS);
  }

  /** The URL with parameters for the stores, if the factory takes them so. */
  static String of(Class<?> factory, String url, Optional<TlsStores> tls) {
    if (tls.isEmpty() || !isFor(factory)) {
      return url;
    }
    List<String> parameters = new ArrayList<>(List.of("sslEnabled=true"));
    tls.get().trust().ifPresent(store -> add(parameters, "trustStore", store));
    tls.get().key().ifPresent(store -> add(parameters, "keyStore", store));
    String joined = String.join("&", parameters);
    // (tcp://a,tcp://b)?... gives the parameters to every broker of the list.
    return url + (url.contains("?") ? "&" : "?") + joined;
  }

  private static void add(List<String> parameters, String kind, TlsStores.Store store) {
    parameters.add(kind + "Path=" + encoded(store.location().toString()));
    parameters.add(kind + "Password=" + encoded(store.password()));
    parameters.add(kind + "Type=" + store.type());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
