package io.millrace.connect.jms.factory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a broker is reached.
 *
 * @param factoryClass of a ConnectionFactory, unless it is looked up
 * @param url what the factory connects to
 * @param properties of the factory, by the names of its setters
 * @param naming the JNDI environment; empty unless the factory is looked up
 * @param factoryName what is looked up
 * @param classpath jars of the client, beside those of the plugin
 */
public record BrokerSetup(
    String factoryClass,
    Optional<String> url,
    Map<String, String> properties,
    Map<String, String> naming,
    String factoryName,
    Optional<String> user,
    Optional<String> password,
    List<Path> classpath,
    Optional<TlsStores> tls) {

  /** How log lines and errors name the broker: without query and user info, which may be secret. */
  public String address() {
    String shown =
        url.orElseGet(
            () -> naming.getOrDefault("java.naming.provider.url", "the broker of " + factoryClass));
    return shown.replaceAll("//[^/@]*@", "//").replaceAll("[?;].*", "");
  }
}
