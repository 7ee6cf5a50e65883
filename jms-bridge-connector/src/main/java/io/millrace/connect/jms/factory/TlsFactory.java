package io.millrace.connect.jms.factory;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.tls.KeyStores;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Gives the stores to a ConnectionFactory in the way its provider takes them. */
final class TlsFactory {

  private final TlsStores stores;

  TlsFactory(TlsStores stores) {
    this.stores = stores;
  }

  void applyTo(Object factory, Setters setters) {
    if (TlsUrl.isFor(factory.getClass())) {
      return;
    }
    if (setters.knows("trustStorePassword")) { // ActiveMQ Classic
      stores.trust().ifPresent(store -> set(setters, "trustStore", store));
      stores.key().ifPresent(store -> set(setters, "keyStore", store));
      return;
    }
    SSLContext context = context();
    boolean isTaken =
        Setters.call(factory, "setSslContext", context) // Qpid
            || Setters.call(factory, "useSslProtocol", context) // RabbitMQ
            || Setters.call(factory, "setSSLSocketFactory", context.getSocketFactory()); // IBM MQ
    if (!isTaken) {
      throw new DeliveryException(
          FATAL,
          "jms.ssl.* cannot be given to "
              + factory.getClass().getName()
              + ". Use its own properties: connection.factory.property.<name>, one of "
              + setters.names()
              + ", or parameters of connection.url.");
    }
  }

  private static void set(Setters setters, String kind, TlsStores.Store store) {
    setters.set(kind, store.location().toString());
    setters.set(kind + "Password", store.password());
    if (setters.knows(kind + "Type")) {
      setters.set(kind + "Type", store.type());
    }
  }

  private SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(stores.key()), trust(stores.trust()), null);
      return context;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new DeliveryException(
          FATAL, "A store of jms.ssl.* cannot be used: it " + e.getMessage() + ".", e);
    }
  }

  private static KeyManager @Nullable [] keys(Optional<TlsStores.Store> store) {
    return store
        .map(s -> KeyStores.keys(s.location(), s.type(), password(s), password(s)))
        .map(KeyManagerFactory::getKeyManagers)
        .orElse(null);
  }

  private static TrustManager @Nullable [] trust(Optional<TlsStores.Store> store) {
    return store
        .map(s -> KeyStores.trust(s.location(), s.type(), password(s)))
        .map(TrustManagerFactory::getTrustManagers)
        .orElse(null);
  }

  private static char[] password(TlsStores.Store store) {
    return store.password().toCharArray();
  }
}
