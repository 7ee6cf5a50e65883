package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal in a file of its own, locked for as long as it is open. */
final class JournalFile implements Journal {

  private static final Logger log = LoggerFactory.getLogger(JournalFile.class);

  /** So many entries are kept to tell a crash from offsets that were reset. */
  private static final int RETAINED = 64;

  private static final long NOT_BUSY = -1;
  private static final long COMPACTED_ABOVE = 64 * 1024;

  private final AppendDisk disk;
  private final Path path;
  private final AppendSetup setup;
  private final LongSupplier clock;
  private final JournalText text = new JournalText();
  private List<JournalEntry> entries = new ArrayList<>();
  private @Nullable Closeable lock;
  private @Nullable AppendFile file;
  private long busySince = NOT_BUSY;
  private long length;

  JournalFile(AppendDisk disk, Path path, AppendSetup setup, LongSupplier clock) {
    this.disk = disk;
    this.path = path;
    this.setup = setup;
    this.clock = clock;
  }

  @Override
  public JournalState open() throws IOException {
    closeFile();
    if (lock == null) {
      lock = disk.lock(beside(".lock")).orElseThrow(this::busy);
      busySince = NOT_BUSY;
    }
    file = disk.open(path);
    JournalText.Valid valid = text.read(disk.tail(path, file.size()));
    entries = new ArrayList<>(valid.entries());
    length = valid.length();
    cutTornEntry(file);
    sync(file); // an earlier process may have written the last entry without syncing it
    checkHost();
    return state();
  }

  @Override
  public JournalState state() {
    return JournalState.of(entries);
  }

  @Override
  public void append(List<JournalEntry> added) throws IOException {
    AppendFile open = opened();
    cutTornEntry(open);
    long written = 0;
    for (JournalEntry entry : added) {
      byte[] line = text.write(entry);
      open.append(ByteBuffer.wrap(line));
      written += line.length;
    }
    sync(open);
    length += written;
    entries.addAll(added);
    if (length > COMPACTED_ABOVE && entries.size() > 2 * RETAINED) {
      try {
        compact();
      } catch (IOException e) {
        log.warn("Journal {} could not be made shorter: {}", path, e.toString());
      }
    }
  }

  @Override
  public void close() throws IOException {
    closeFile();
    Closeable held = lock;
    lock = null;
    if (held != null) {
      held.close();
    }
  }

  // The owner before lets go as soon as it hears of the rebalance, unless it hangs.
  private DeliveryException busy() {
    long now = clock.getAsLong();
    busySince = busySince == NOT_BUSY ? now : busySince;
    String locked = "Journal " + path + " is locked by another task or process";
    return now - busySince < setup.lockTimeout().toMillis()
        ? new DeliveryException(FailureKind.TRANSIENT, locked + ".")
        : new DeliveryException(
            FailureKind.FATAL,
            locked
                + ", and has been for "
                + (now - busySince)
                + " ms (lock.timeout.ms). Find the process that has it open (lsof, fuser) and stop"
                + " it, or give one of two connectors another name or journal.dir; then restart"
                + " the task.");
  }

  // What a failed or interrupted append left behind must not come before the next entry.
  private void cutTornEntry(AppendFile open) throws IOException {
    if (open.size() > length) {
      open.truncate(length);
    }
  }

  private void compact() throws IOException {
    int cut = entries.size() - RETAINED;
    JournalState past = JournalState.of(entries.subList(0, cut));
    List<JournalEntry> kept = new ArrayList<>();
    kept.add(new JournalEntry(setup.host(), past.next(), past.files(), List.of(), null));
    kept.addAll(entries.subList(cut, entries.size()));
    Path shorter = beside(".new");
    long size = 0;
    try (AppendFile target = disk.open(shorter)) {
      target.truncate(0);
      for (JournalEntry entry : kept) {
        byte[] line = text.write(entry);
        target.append(ByteBuffer.wrap(line));
        size += line.length;
      }
      sync(target);
    }
    disk.rename(shorter, path);
    entries = kept;
    length = size;
    closeFile();
  }

  private void checkHost() {
    String other = entries.isEmpty() ? setup.host() : entries.get(entries.size() - 1).host();
    if (!other.equals(setup.host()) && !setup.isOtherHostAllowed()) {
      throw new DeliveryException(
          FailureKind.FATAL,
          "Journal "
              + path
              + " was written on host '"
              + other
              + "' and this is '"
              + setup.host()
              + "': on a local disk the files are there, not here. If both see the same shared"
              + " file system, set journal.allow.other.host=true.");
    }
  }

  private static void sync(AppendFile file) {
    try {
      file.sync();
    } catch (IOException e) {
      throw new UncertainSync(e);
    }
  }

  private AppendFile opened() throws IOException {
    AppendFile open = file;
    if (open == null) {
      open = disk.open(path);
      file = open;
    }
    return open;
  }

  private void closeFile() throws IOException {
    AppendFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  private Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }
}
