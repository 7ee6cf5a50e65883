package io.millrace.connect.jdbc.sql;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Driver properties that load classes, read local files or run statements: whoever may configure a
 * connector must not get to run code in the worker.
 */
public final class UnsafeProperties {

  private static final Set<String> NAMES =
      Set.of(
          // PostgreSQL
          "socketfactory",
          "socketfactoryarg",
          "sslfactory",
          "sslfactoryarg",
          "sslhostnameverifier",
          "sslpasswordcallback",
          "authenticationpluginclassname",
          "xmlfactoryfactory",
          "loggerfile",
          // H2
          "init",
          "database_event_listener",
          "authenticator",
          "trace_level_file",
          // MySQL and MariaDB
          "allowloadlocalinfile",
          "allowloadlocalinfileinpath",
          "allowurlinlocalinfile",
          "autodeserialize",
          "queryinterceptors",
          "statementinterceptors",
          "connectionlifecycleinterceptors",
          "exceptioninterceptors",
          "propertiestransform",
          "clientinfoprovider",
          "authenticationplugins",
          "credentialtype",
          "allowlocalinfile",
          "loadbalanceexceptionchecker",
          // SQLite
          "enable_load_extension",
          // SQL Server
          "socketfactoryclass",
          "socketfactoryconstructorarg",
          "trustmanagerclass",
          "trustmanagerconstructorarg",
          "accesstokencallbackclass",
          // DB2
          "clientrerouteserverlistjndiname",
          "clientrerouteserverlistjndicontext",
          "tracefile",
          "tracedirectory");

  private UnsafeProperties() {}

  /** Those of the names that are not allowed. */
  public static List<String> among(Collection<String> names) {
    return names.stream().filter(name -> NAMES.contains(name.toLowerCase(Locale.ROOT))).toList();
  }
}
