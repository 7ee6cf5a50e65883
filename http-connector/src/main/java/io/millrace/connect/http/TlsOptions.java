package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.tls.KeyStores;
import io.millrace.connect.http.client.TlsMaterial;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The options of TLS, with Kafka's names behind {@code https.}. */
final class TlsOptions {

  private static final String GROUP = "TLS";
  private static final String PEM = "PEM";

  private final Option<Optional<Path>> keyStore;
  private final Option<Optional<Password>> keyStorePassword;
  private final Option<String> keyStoreType;
  private final Option<Optional<Password>> keyPassword;
  private final Option<Optional<Password>> key;
  private final Option<Optional<String>> chain;
  private final Option<Optional<Path>> trustStore;
  private final Option<Optional<Password>> trustStorePassword;
  private final Option<String> trustStoreType;
  private final Option<Optional<String>> certificates;
  private final Option<List<String>> protocols;
  private final Option<String> identification;

  TlsOptions(ConfigSpec spec) {
    keyStore =
        spec.path("https.ssl.keystore.location")
            .group(GROUP)
            .optional()
            .doc(
                "A file on the worker with our key and certificate; with"
                    + " `https.ssl.keystore.type=PEM` a PKCS 8 key and its certificates.");
    keyStorePassword =
        spec.secret("https.ssl.keystore.password")
            .group(GROUP)
            .optional()
            .doc("The password of the key store.");
    keyStoreType = type(spec, "https.ssl.keystore.type");
    keyPassword =
        spec.secret("https.ssl.key.password")
            .group(GROUP)
            .optional()
            .doc(
                "The password of the key in the store, by default that of the store, or of an encrypted PEM key.");
    key =
        spec.secret("https.ssl.keystore.key")
            .group(GROUP)
            .optional()
            .doc(
                "Our key as PEM text (PKCS 8), instead of a key store; `https.ssl.key.password` is needed for one that begins with BEGIN ENCRYPTED PRIVATE KEY.");
    chain =
        spec.text("https.ssl.keystore.certificate.chain")
            .group(GROUP)
            .optional()
            .doc("The certificates of that key as PEM text.");
    trustStore =
        spec.path("https.ssl.truststore.location")
            .group(GROUP)
            .optional()
            .doc(
                "A file on the worker with the certificates that are trusted. The default are"
                    + " those of the JVM.");
    trustStorePassword =
        spec.secret("https.ssl.truststore.password")
            .group(GROUP)
            .optional()
            .doc("The password of the trust store.");
    trustStoreType = type(spec, "https.ssl.truststore.type");
    certificates =
        spec.text("https.ssl.truststore.certificates")
            .group(GROUP)
            .optional()
            .doc("The trusted certificates as PEM text, instead of a trust store.");
    protocols =
        spec.list("https.ssl.enabled.protocols")
            .group(GROUP)
            .defaultTo(List.of("TLSv1.3", "TLSv1.2"))
            .doc("The versions of TLS that are spoken.");
    identification =
        spec.text("https.ssl.endpoint.identification.algorithm")
            .group(GROUP)
            .check(
                text -> Set.of("https", "none").contains(text.toLowerCase(Locale.ROOT)),
                "https or none")
            .synonym("", "none")
            .defaultTo("https")
            .doc(
                "Whether the name in a server's certificate must be that of the URL; `none`, or"
                    + " nothing as in Kafka, switches the check off, which only a test should"
                    + " do.");
    spec.rule(
        key,
        s -> s.get(key).isPresent() != s.get(chain).isPresent(),
        "https.ssl.keystore.key and https.ssl.keystore.certificate.chain belong together");
  }

  /** Reads the files; throws ConfigException naming the option at fault. */
  TlsMaterial material(Settings settings) {
    return new TlsMaterial(
        keys(settings),
        trust(settings),
        settings.get(identification).equalsIgnoreCase("https"),
        Set.copyOf(settings.get(protocols)));
  }

  /** Which material it is, without secrets. */
  String description(Settings settings) {
    return "keys "
        + settings.get(keyStore)
        + settings.get(chain)
        + ", trust "
        + settings.get(trustStore)
        + settings.get(certificates)
        + ", "
        + settings.get(protocols);
  }

  boolean hasKeys(Settings settings) {
    return settings.get(keyStore).isPresent() || settings.get(key).isPresent();
  }

  private Optional<KeyManagerFactory> keys(Settings settings) {
    if (settings.get(key).isPresent()) {
      String pem = settings.get(key).get().value();
      return Optional.of(
          read(
              key,
              "[hidden]",
              () ->
                  KeyStores.keys(
                      pem, settings.get(chain).orElse(""), characters(settings.get(keyPassword)))));
    }
    char[] password = characters(settings.get(keyStorePassword));
    char[] ofKey =
        settings.get(keyPassword).isPresent() ? characters(settings.get(keyPassword)) : password;
    return settings
        .get(keyStore)
        .map(
            file ->
                read(
                    keyStore, file, () -> keys(file, settings.get(keyStoreType), password, ofKey)));
  }

  private static KeyManagerFactory keys(Path file, String type, char[] password, char[] ofKey) {
    if (!type.equals(PEM)) {
      return KeyStores.keys(file, type, password, ofKey);
    }
    PemFile pem = PemFile.read(file);
    return KeyStores.keys(pem.text(), pem.certificates(), ofKey);
  }

  private Optional<TrustManagerFactory> trust(Settings settings) {
    if (settings.get(certificates).isPresent()) {
      String pem = settings.get(certificates).get();
      return Optional.of(read(certificates, "...", () -> KeyStores.trust(pem)));
    }
    char[] password = characters(settings.get(trustStorePassword));
    return settings
        .get(trustStore)
        .map(
            file ->
                read(trustStore, file, () -> trust(file, settings.get(trustStoreType), password)));
  }

  private static TrustManagerFactory trust(Path file, String type, char[] password) {
    return type.equals(PEM)
        ? KeyStores.trust(PemFile.read(file).certificates())
        : KeyStores.trust(file, type, password);
  }

  private static <T> T read(Option<?> option, Object shown, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(option.key(), shown, e.getMessage());
    }
  }

  private static char[] characters(Optional<Password> password) {
    return password.map(p -> p.value().toCharArray()).orElseGet(() -> new char[0]);
  }

  private static Option<String> type(ConfigSpec spec, String key) {
    return spec.text(key)
        .group(GROUP)
        .check(text -> Set.of("JKS", "PKCS12", PEM).contains(text), "JKS, PKCS12 or PEM")
        .defaultTo("PKCS12")
        .doc("The form of that file; Java reads JKS and PKCS12 under either name.");
  }
}
