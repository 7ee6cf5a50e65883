package io.millrace.connect.jms.lane;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The messages that Kafka may have although the broker may deliver them again: those of the batch
 * under way, and of earlier batches whose acknowledgement was never confirmed. Stored in the source
 * offset, it tells a redelivered message from a new one after a crash.
 *
 * <p>Ids are kept as hashes of 64 bits. Not thread-safe.
 */
public final class SeenMessages {

  private final int maxBatches;
  private final Deque<Set<Long>> unconfirmed = new ArrayDeque<>();
  private Set<Long> current = new HashSet<>();
  private Set<Long> redelivered = new HashSet<>();

  /**
   * No messages.
   *
   * @param maxBatches how many unconfirmed batches are remembered
   */
  public SeenMessages(int maxBatches) {
    this.maxBatches = maxBatches;
  }

  /** What a stored offset remembers; none of it is confirmed. */
  public static SeenMessages restored(int maxBatches, List<String> stored) {
    var seen = new SeenMessages(maxBatches);
    for (String batch : stored) {
      seen.remember(parsed(batch));
    }
    return seen;
  }

  /** Begins a batch. If the one before was not confirmed, it is remembered. */
  public void begin() {
    remember(current);
    current = new HashSet<>();
    redelivered = new HashSet<>();
  }

  /** Forgets the batch: none of it was handed over. */
  public void abandon() {
    current = new HashSet<>();
  }

  /** Adds a message to the batch; says whether Kafka has it already. */
  public boolean isRepeated(String messageId) {
    long hash = hash(messageId);
    if (unconfirmed.stream().anyMatch(batch -> batch.contains(hash))) {
      redelivered.add(hash);
      return true;
    }
    return !current.add(hash);
  }

  /** The broker has taken the acknowledgement of the batch: it will not deliver it again. */
  public void confirmed() {
    current = new HashSet<>();
    unconfirmed.forEach(batch -> batch.removeAll(redelivered));
    unconfirmed.removeIf(Set::isEmpty);
    redelivered = new HashSet<>();
  }

  /** The batches as text, the current one last. */
  public List<String> stored() {
    List<String> batches = new ArrayList<>();
    unconfirmed.forEach(batch -> batches.add(text(batch)));
    if (!current.isEmpty()) {
      batches.add(text(current));
    }
    return batches;
  }

  private void remember(Set<Long> batch) {
    if (!batch.isEmpty()) {
      unconfirmed.addLast(batch);
    }
    while (unconfirmed.size() > maxBatches) {
      unconfirmed.removeFirst();
    }
  }

  private static String text(Set<Long> batch) {
    ByteBuffer bytes = ByteBuffer.allocate(batch.size() * Long.BYTES);
    batch.forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static Set<Long> parsed(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length % Long.BYTES != 0) {
      throw new IllegalArgumentException("'" + text + "' is not a list of message hashes");
    }
    Set<Long> batch = new HashSet<>();
    for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
      batch.add(buffer.getLong());
    }
    return batch;
  }

  // Ids of one provider differ in a few digits, so the hash must mix well.
  private static long hash(String messageId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(messageId.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
