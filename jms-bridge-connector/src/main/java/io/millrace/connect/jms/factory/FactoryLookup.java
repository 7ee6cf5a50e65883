package io.millrace.connect.jms.factory;

import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;

import io.millrace.connect.common.failure.DeliveryException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;

/**
 * Looks a ConnectionFactory up in JNDI. Whoever may create connectors decides what is looked up
 * where, so only context factories of JMS providers are allowed, and no URL that loads classes or
 * starts a broker.
 */
public final class FactoryLookup {

  /** A system property with more context factories, for the operator of the worker. */
  public static final String MORE_FACTORIES = "millrace.jms.context.factories";

  private static final Set<String> FACTORIES =
      Set.of(
          "org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory",
          "org.apache.activemq.jndi.ActiveMQInitialContextFactory",
          "org.apache.qpid.jms.jndi.JmsInitialContextFactory",
          "com.solacesystems.jndi.SolJNDIInitialContextFactory",
          "com.tibco.tibjms.naming.TibjmsInitialContextFactory",
          "com.sun.jndi.fscontext.RefFSContextFactory",
          "weblogic.jndi.WLInitialContextFactory",
          "org.wildfly.naming.client.WildFlyInitialContextFactory");

  private static final Pattern DANGEROUS =
      Pattern.compile(
          "(?i)(^|[\\s,'\"(])(ldaps?|rmi|dns|iiop|iiopname|corbaname|corbaloc|nis|nds):.*");

  private final Map<String, String> environment;

  FactoryLookup(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Why an environment or a name is not allowed; empty if it is. */
  public static Optional<String> objection(Map<String, String> environment, String name) {
    String factory = environment.get(Context.INITIAL_CONTEXT_FACTORY);
    Set<String> allowed = new TreeSet<>(FACTORIES);
    allowed.addAll(Arrays.asList(System.getProperty(MORE_FACTORIES, "").split(",")));
    allowed.remove("");
    if (factory == null || !allowed.contains(factory)) {
      return Optional.of(
          "must be one of "
              + allowed
              + "; the operator of the worker may allow more with -D"
              + MORE_FACTORIES);
    }
    for (String value : environment.values()) {
      if (DANGEROUS.matcher(value).find()) {
        return Optional.of("must not come with an ldap, rmi, dns, iiop or corba URL");
      }
      if (!BrokerUrl.isElsewhere(value)) {
        return Optional.of("must not come with a vm URL or brokerConfig");
      }
    }
    boolean isUrl = name.matches("^[A-Za-z][A-Za-z0-9+.-]*:.*") && !name.startsWith("java:");
    return isUrl
        ? Optional.of("must come with a connection.factory.name that is a name and not a URL")
        : Optional.empty();
  }

  @SuppressWarnings("BanJNDI") // what the check warns of is refused by objection()
  Object factory(String name) {
    objection(environment, name)
        .ifPresent(
            reason -> {
              throw new DeliveryException(FATAL, "java.naming.factory.initial " + reason + ".");
            });
    String action = "Looking up " + name + " in JNDI";
    try {
      Context context = new InitialContext(new Hashtable<>(environment));
      try {
        return context.lookup(name);
      } finally {
        context.close();
      }
    } catch (NameNotFoundException e) {
      throw new DeliveryException(
          FATAL, action + " failed: there is no such name. Check connection.factory.name.", e);
    } catch (NoInitialContextException e) {
      throw new DeliveryException(
          FATAL,
          action
              + " failed: "
              + e.getMessage()
              + ". Put the client's jars into the plugin's lib folder, or name their folder in"
              + " jms.client.classpath.",
          e);
    } catch (NamingException e) {
      throw new DeliveryException(TRANSIENT, action + " failed: " + e + ".", e);
    }
  }
}
