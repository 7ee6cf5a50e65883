package io.millrace.connect.jms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.jms.factory.BrokerSetup;
import io.millrace.connect.jms.factory.BrokerUrl;
import io.millrace.connect.jms.factory.FactoryLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** The options that say how the broker is reached, the same in source and sink. */
record ConnectionOptions(
    Option<String> factoryClass,
    Option<Optional<String>> url,
    Option<Optional<String>> user,
    Option<Optional<Password>> password,
    Option<Optional<String>> namingFactory,
    Option<Optional<Password>> namingCredentials,
    Option<String> factoryName,
    Option<Optional<ClientId>> clientId,
    Option<List<String>> classpath,
    Option<Boolean> validate,
    TlsOptions tls) {

  private static final String GROUP = "Connection";
  private static final String PROPERTIES = "connection.factory.property.";
  private static final String NAMING = "java.naming.";
  private static final String JNDI = "connection.jndi.";
  private static final String ARTEMIS =
      "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory";

  /** Declares the options on a connector's spec. */
  static ConnectionOptions declaredOn(ConfigSpec spec) {
    Option<Optional<String>> url =
        spec.text("connection.url")
            .group(GROUP)
            .alias("jms.url")
            .check(
                BrokerUrl::isElsewhere,
                "the URL of a broker elsewhere, not vm:, peer: or with brokerConfig")
            .optional()
            .doc(
                "Where the broker is, in the words of the provider, with its failover syntax and"
                    + " parameters: `tcp://host:61616` for Artemis and ActiveMQ,"
                    + " `(tcp://a:61616,tcp://b:61616)?reconnectAttempts=5` for two Artemis brokers.");
    Option<Optional<String>> user =
        spec.text("connection.user")
            .group(GROUP)
            .alias("jms.username")
            .optional()
            .doc("The user the broker knows; nothing for a broker that asks for none.");
    Option<Optional<Password>> password =
        spec.secret("connection.password")
            .group(GROUP)
            .alias("jms.password")
            .optional()
            .doc("The password of that user.");
    Option<String> factoryClass =
        spec.text("connection.factory.class")
            .group(GROUP)
            .alias("jms.connection.factory.class")
            .defaultTo(ARTEMIS)
            .doc(
                "The provider's ConnectionFactory, of `jakarta.jms` or of `javax.jms`. The default"
                    + " is Artemis, whose client is included. Has no effect with JNDI.");
    spec.passThrough(
        PROPERTIES,
        "Properties of the ConnectionFactory, by the names of its setters:"
            + " `connection.factory.property.queueManager` calls `setQueueManager`.");
    spec.rule(
        factoryClass,
        s -> !s.handedOn(PROPERTIES).values().stream().allMatch(BrokerUrl::isElsewhere),
        "connection.factory.property.* must be about a broker elsewhere, not vm:, peer: or with"
            + " brokerConfig");
    spec.rule(
        user,
        s -> s.get(user).isPresent() != s.get(password).isPresent(),
        "connection.user and connection.password must be given together");
    return declaredOn(spec, factoryClass, url, user, password);
  }

  private static ConnectionOptions declaredOn(
      ConfigSpec spec,
      Option<String> factoryClass,
      Option<Optional<String>> url,
      Option<Optional<String>> user,
      Option<Optional<Password>> password) {
    Option<Optional<String>> namingFactory =
        spec.text("java.naming.factory.initial")
            .group(GROUP)
            .optional()
            .doc(
                "The context factory of the provider, if the ConnectionFactory is looked up in"
                    + " JNDI. Only context factories of JMS providers are allowed; the operator of"
                    + " the worker may allow more with `-D"
                    + FactoryLookup.MORE_FACTORIES
                    + "`.");
    Option<Optional<Password>> namingCredentials =
        spec.secret("java.naming.security.credentials")
            .group(GROUP)
            .optional()
            .doc("The password for JNDI; its user is `java.naming.security.principal`.");
    spec.passThrough(NAMING, "The JNDI environment, such as `java.naming.provider.url`.");
    spec.passThrough(
        JNDI,
        "More of the environment, without the prefix: `connection.jndi.connectionfactory.main` for"
            + " providers that define their factories there.");
    Option<String> factoryName =
        spec.text("connection.factory.name")
            .group(GROUP)
            .defaultTo("ConnectionFactory")
            .doc("The name of the ConnectionFactory in JNDI.");
    spec.rule(
        namingFactory,
        s ->
            s.get(namingFactory)
                .flatMap(factory -> objection(s, factory, s.get(factoryName)))
                .isPresent(),
        "must be a context factory of a JMS provider (the operator of the worker may allow more"
            + " with -D"
            + FactoryLookup.MORE_FACTORIES
            + "), without ldap, rmi, dns, iiop, corba or vm URLs or brokerConfig, and"
            + " connection.factory.name must be a name and not a URL");
    Option<Optional<ClientId>> clientId =
        spec.parsed("jms.client.id", ClientId::parse, ClientId::toString, "a template")
            .group(GROUP)
            .optional()
            .doc(
                "The client id of the connections; it may contain `${connector}`, `${task}` and"
                    + " `${session}`. A durable subscription that is not shared needs one.");
    Option<List<String>> classpath =
        spec.list("jms.client.classpath")
            .group(GROUP)
            .defaultTo(List.of())
            .check(
                paths -> paths.stream().allMatch(path -> Files.isReadable(Path.of(path))),
                "paths this worker can read")
            .doc(
                "Jars of the provider's client, or folders with jars, on every worker. Jars in the"
                    + " plugin's own lib folder need not be named.");
    Option<Boolean> validate =
        spec.bool("validate.connection")
            .group(GROUP)
            .defaultTo(true)
            .doc(
                "Whether validating a configuration tries to connect to the broker, for at most"
                    + " five seconds. A running connector does not need the broker to start.");
    return new ConnectionOptions(
        factoryClass,
        url,
        user,
        password,
        namingFactory,
        namingCredentials,
        factoryName,
        clientId,
        classpath,
        validate,
        TlsOptions.declaredOn(spec));
  }

  BrokerSetup setup(Settings settings) {
    return new BrokerSetup(
        settings.get(factoryClass),
        settings.get(url),
        settings.handedOn(PROPERTIES),
        naming(settings),
        settings.get(factoryName),
        settings.get(user),
        settings.get(password).map(Password::value),
        settings.get(classpath).stream().map(Path::of).toList(),
        tls.stores(settings));
  }

  private Map<String, String> naming(Settings settings) {
    if (settings.get(namingFactory).isEmpty()) {
      return Map.of();
    }
    Map<String, String> environment = environment(settings);
    environment.put("java.naming.factory.initial", settings.get(namingFactory).get());
    settings
        .get(namingCredentials)
        .ifPresent(secret -> environment.put("java.naming.security.credentials", secret.value()));
    return environment;
  }

  private static Map<String, String> environment(Settings settings) {
    Map<String, String> environment = new HashMap<>();
    settings.handedOn(NAMING).forEach((key, value) -> environment.put(NAMING + key, value));
    environment.putAll(settings.handedOn(JNDI));
    return environment;
  }

  private static Optional<String> objection(Settings settings, String factory, String name) {
    Map<String, String> environment = environment(settings);
    environment.put("java.naming.factory.initial", factory);
    return FactoryLookup.objection(environment, name);
  }
}
