package io.millrace.quickstart.stack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The systems between which data flows, wherever they run. */
public interface Systems extends AutoCloseable {

  Installation installation();

  String bootstrapServers();

  /** The REST API of the Connect cluster. */
  ConnectApi connect();

  /** A connector configuration of the documentation, as it works here. */
  String example(String connector);

  /** Connects to the database of the legacy system. */
  Connection legacy() throws SQLException;

  /** Connects to the database of the new system, a customer portal. */
  Connection portal() throws SQLException;

  /** Connects to the legacy MySQL database. */
  Connection legacyMySql() throws SQLException;

  /** The JMS broker of the new system. */
  JmsAddress jms();

  /** The HTTP API of the new system. */
  PortalApi portalApi();

  /** Where a connector that receives HTTP requests listens. */
  String listenerUrl();

  /** Where the legacy system has its files. */
  Path legacyFolder();

  /** The log file of a program that is started on this machine. */
  Path log(String process);

  /** Ends one worker of several as {@code kill -9} does; returns whether there were several. */
  boolean killOneWorker();

  @Override
  void close();
}
