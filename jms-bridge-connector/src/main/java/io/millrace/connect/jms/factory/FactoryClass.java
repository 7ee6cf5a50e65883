package io.millrace.connect.jms.factory;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;

/** A provider's ConnectionFactory class, from which a factory is made. */
final class FactoryClass {

  private static final List<String> URL_SETTERS =
      List.of("brokerURL", "remoteURI", "uri", "url", "serverUrl", "host");

  // Without it Qpid JMS commits transactions in which the broker has refused a message.
  private static final String WAITS_FOR_ANSWERS = "forceSyncSend";

  private final Class<?> type;

  private FactoryClass(Class<?> type) {
    this.type = type;
  }

  /** Finds the class and looks what it is before any of its code runs. */
  static FactoryClass of(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      Flavour.of(type);
      return new FactoryClass(type);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new DeliveryException(
          FATAL,
          "The class "
              + name
              + " of connection.factory.class cannot be loaded ("
              + e
              + "). Put the client's jars into the plugin's lib folder, or name their folder in"
              + " jms.client.classpath.",
          e);
    }
  }

  /** A factory with the setup's URL, properties and TLS. */
  Object factory(BrokerSetup setup) {
    Optional<String> url = setup.url().map(plain -> TlsUrl.of(type, plain, setup.tls()));
    Optional<Constructor<?>> empty = constructor();
    Object factory =
        empty.isPresent()
            ? created(empty.get())
            : created(constructor(String.class).orElseThrow(this::unusable), url.orElse(""));
    var setters = new Setters(factory);
    if (setters.knows(WAITS_FOR_ANSWERS)) {
      setters.set(WAITS_FOR_ANSWERS, "true"); // the URL and properties may say otherwise
    }
    if (empty.isPresent()) {
      url.ifPresent(text -> setUrl(setters, factory, text));
    }
    setup.properties().forEach(setters::set);
    setup.tls().ifPresent(stores -> new TlsFactory(stores).applyTo(factory, setters));
    return factory;
  }

  private void setUrl(Setters setters, Object factory, String url) {
    for (String name : URL_SETTERS) {
      if (setters.knows(name)) {
        setters.set(name, url);
        return;
      }
    }
    throw new DeliveryException(
        FATAL,
        factory.getClass().getName()
            + " takes no URL. Leave connection.url out and set"
            + " connection.factory.property.<name>; known names: "
            + setters.names()
            + ".");
  }

  private Object created(Constructor<?> constructor, Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new DeliveryException(
          FATAL,
          type.getName() + " cannot be created: " + e.getCause() + ". Check connection.url.",
          e);
    } catch (ReflectiveOperationException e) {
      throw unusable();
    }
  }

  private Optional<Constructor<?>> constructor(Class<?>... parameters) {
    try {
      return Optional.of(type.getConstructor(parameters));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private DeliveryException unusable() {
    return new DeliveryException(
        FATAL,
        type.getName()
            + " has no public constructor without arguments or with a URL. Look its factory up in"
            + " JNDI: set java.naming.factory.initial.");
  }
}
