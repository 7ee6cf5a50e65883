package io.millrace.connect.jdbc.write;

/**
 * The right to advance the stored offset of a partition, until somebody else claims it.
 *
 * @param next where to go on; -1 if nothing was stored yet
 */
public record OffsetClaim(String topic, int partition, long epoch, long next) {

  /** The same claim after everything before an offset was stored. */
  public OffsetClaim advancedTo(long offset) {
    return new OffsetClaim(topic, partition, epoch, offset);
  }
}
