package io.millrace.connect.http.deliver;

/** What a delivery tells about itself; counted on the loop. */
public interface DeliveryCounters {

  /** A request went out. */
  void sent();

  /** It was answered, or given up without an answer, after so long. */
  void ended(long nanos);

  /** It will be sent again. */
  void retried();

  /** Records were taken by the server. */
  void delivered(int records);
}
