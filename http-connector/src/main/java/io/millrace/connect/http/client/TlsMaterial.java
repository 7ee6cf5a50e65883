package io.millrace.connect.http.client;

import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Keys and trusted certificates, already read: a wrong file or password has been found out. */
public record TlsMaterial(
    Optional<KeyManagerFactory> keys,
    Optional<TrustManagerFactory> trust,
    boolean verifiesHost,
    Set<String> protocols) {}
