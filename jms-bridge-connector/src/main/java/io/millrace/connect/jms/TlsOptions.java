package io.millrace.connect.jms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.jms.factory.TlsStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** The options of encrypted connections. */
record TlsOptions(StoreOptions trust, StoreOptions key) {

  private static final String GROUP = "TLS";

  record StoreOptions(
      Option<Optional<Path>> location, Option<Optional<Password>> password, Option<String> type) {

    Optional<TlsStores.Store> store(Settings settings) {
      return settings
          .get(location)
          .map(
              file ->
                  new TlsStores.Store(
                      file,
                      settings.get(password).map(Password::value).orElse(""),
                      settings.get(type)));
    }
  }

  static TlsOptions declaredOn(ConfigSpec spec) {
    return new TlsOptions(
        store(
            spec,
            "truststore",
            "certificates this worker trusts; with it, or with a key store, the connection is"
                + " encrypted"),
        store(spec, "keystore", "certificate and private key this worker shows to the broker"));
  }

  private static StoreOptions store(ConfigSpec spec, String name, String content) {
    Option<Optional<Path>> location =
        spec.path("jms.ssl." + name + ".location")
            .group(GROUP)
            .check(Files::isReadable, "a file this worker can read")
            .optional()
            .doc("The file with the " + content + ".");
    Option<Optional<Password>> password =
        spec.secret("jms.ssl." + name + ".password")
            .group(GROUP)
            .optional()
            .doc("The password of that file.");
    Option<String> type =
        spec.text("jms.ssl." + name + ".type")
            .group(GROUP)
            .check(text -> text.equals("PKCS12") || text.equals("JKS"), "PKCS12 or JKS")
            .defaultTo("PKCS12")
            .doc("The type of that file: `PKCS12` or `JKS`.");
    return new StoreOptions(location, password, type);
  }

  Optional<TlsStores> stores(Settings settings) {
    var stores = new TlsStores(trust.store(settings), key.store(settings));
    return stores.trust().isEmpty() && stores.key().isEmpty()
        ? Optional.empty()
        : Optional.of(stores);
  }
}
