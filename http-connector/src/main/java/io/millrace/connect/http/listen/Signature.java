package io.millrace.connect.http.listen;

/** Proves that a body comes from who knows a secret, and, if the scheme can, that it is not old. */
@FunctionalInterface
public interface Signature {

  void verify(RequestHead head, byte[] body) throws RefusedException;

  static Signature none() {
    return (head, body) -> {};
  }
}
