package io.millrace.connect.jms.factory;

import java.nio.file.Path;
import java.util.Optional;

/** The stores with the certificates that are trusted, and with the one this client shows. */
public record TlsStores(Optional<Store> trust, Optional<Store> key) {

  /**
   * A store in a file.
   *
   * @param type PKCS12 or JKS
   */
  public record Store(Path location, String password, String type) {}
}
