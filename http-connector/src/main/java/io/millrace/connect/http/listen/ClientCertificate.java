package io.millrace.connect.http.listen;

/** Whether clients show a certificate. */
public enum ClientCertificate {
  NONE,
  REQUESTED,
  REQUIRED
}
