package io.millrace.connect.jms.factory;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.broker.Broker;
import io.millrace.connect.jms.session.SessionBroker;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two name spaces of JMS; a provider's factory implements the one or the other. */
enum Flavour {
  JAKARTA("jakarta.jms.ConnectionFactory") {
    @Override
    Broker broker(Object factory, BrokerSetup setup) {
      return new SessionBroker(
          factory, setup.user().orElse(null), setup.password().orElse(null), setup.address());
    }
  },
  JAVAX("javax.jms.ConnectionFactory") {
    // The copy of the session package that the build links to javax.jms.
    @Override
    Broker broker(Object factory, BrokerSetup setup) {
      try {
        return (Broker)
            Class.forName("io.millrace.connect.jms.javax.SessionBroker")
                .getConstructor(Object.class, String.class, String.class, String.class)
                .newInstance(
                    factory,
                    setup.user().orElse(null),
                    setup.password().orElse(null),
                    setup.address());
      } catch (ReflectiveOperationException e) {
        throw new DeliveryException(
            FATAL,
            "The plugin is incomplete: its jar for javax.jms is missing. Install the whole"
                + " directory of the plugin.",
            e);
      }
    }
  };

  private final String factoryInterface;

  Flavour(String factoryInterface) {
    this.factoryInterface = factoryInterface;
  }

  abstract Broker broker(Object factory, BrokerSetup setup);

  static Flavour of(Object factory) {
    return of(factory.getClass());
  }

  /** The flavour of a class; fails if it is no ConnectionFactory. */
  static Flavour of(Class<?> type) {
    Set<String> interfaces = new HashSet<>();
    collect(type, interfaces);
    for (Flavour flavour : values()) {
      if (interfaces.contains(flavour.factoryInterface)) {
        return flavour;
      }
    }
    throw new DeliveryException(
        FATAL,
        "Class "
            + type.getName()
            + " is neither a jakarta.jms.ConnectionFactory nor a javax.jms.ConnectionFactory."
            + " Set connection.factory.class to the one of your provider.");
  }

  private static void collect(@Nullable Class<?> type, Set<String> interfaces) {
    if (type == null) {
      return;
    }
    interfaces.add(type.getName());
    collect(type.getSuperclass(), interfaces);
    for (Class<?> implemented : type.getInterfaces()) {
      collect(implemented, interfaces);
    }
  }
}
