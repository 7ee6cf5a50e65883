package io.millrace.connect.jms.factory;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
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
    } catch (GeneralSecurityException | IOException e) {
      throw new DeliveryException(
          FATAL,
          "The stores of jms.ssl.* cannot be read: "
              + e.getMessage()
              + ". Check location, password and type.",
          e);
    }
  }

  private static KeyManager @Nullable [] keys(Optional<TlsStores.Store> store)
      throws GeneralSecurityException, IOException {
    if (store.isEmpty()) {
      return null;
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(loaded(store.get()), store.get().password().toCharArray());
    return managers.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(Optional<TlsStores.Store> store)
      throws GeneralSecurityException, IOException {
    if (store.isEmpty()) {
      return null;
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(loaded(store.get()));
    return managers.getTrustManagers();
  }

  private static KeyStore loaded(TlsStores.Store store)
      throws GeneralSecurityException, IOException {
    KeyStore loaded = KeyStore.getInstance(store.type());
    try (InputStream in = Files.newInputStream(store.location())) {
      loaded.load(in, store.password().toCharArray());
    }
    return loaded;
  }
}
