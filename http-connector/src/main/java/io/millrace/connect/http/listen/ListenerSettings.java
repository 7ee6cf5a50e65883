package io.millrace.connect.http.listen;

import io.millrace.connect.http.client.TlsMaterial;
import java.util.Optional;

/**
 * How a port is opened.
 *
 * @param tls what the port shows and trusts; without, it speaks plain HTTP
 * @param tlsName says in words what TLS material it is, to tell it from another
 */
public record ListenerSettings(
    String host,
    int port,
    Optional<TlsMaterial> tls,
    String tlsName,
    ClientCertificate clientCertificate,
    Limits limits,
    String healthPath) {

  /** Whether two connectors mean the same by the port they share. */
  boolean agreesWith(ListenerSettings other) {
    return tlsName.equals(other.tlsName)
        && clientCertificate == other.clientCertificate
        && limits.equals(other.limits)
        && healthPath.equals(other.healthPath);
  }

  String address() {
    return host + ":" + port;
  }
}
