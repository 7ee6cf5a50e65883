package io.millrace.connect.file.tail;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens rotated files, also compressed ones. What a compressed file was found to be is remembered
 * until it changes: to find out means to decompress all of it.
 */
final class Archives {

  private static final Logger log = LoggerFactory.getLogger(Archives.class);
  private static final String SUFFIX = ".gz";
  private static final int MEMORY = 1024;

  private final Disk disk;
  private final Duration rotateWait;
  private final LongAdder damaged;
  private final Clock clock;
  private final Map<FileStat, OptionalLong> plainSizes = new Remembered<>();
  private final Map<FileStat, Long> incompleteSince = new Remembered<>();

  /**
   * Nothing was opened yet.
   *
   * @param rotateWait how long an incomplete file must have been quiet to be given up
   * @param damaged counts files that were given up
   */
  Archives(Disk disk, Duration rotateWait, LongAdder damaged, Clock clock) {
    this.disk = disk;
    this.rotateWait = rotateWait;
    this.damaged = damaged;
    this.clock = clock;
  }

  /** How a file is called after it was compressed. */
  static Path compressed(Path plain) {
    return plain.resolveSibling(plain.getFileName() + SUFFIX);
  }

  static boolean isCompressed(Path path) {
    return path.toString().endsWith(SUFFIX);
  }

  /**
   * Opens a file; empty when it is not there, or not what its name says.
   *
   * @throws IOException if it cannot be read for now, also because it is still being written
   */
  Optional<OpenFile> open(Path path) throws IOException {
    Optional<OpenFile> opened = disk.open(path);
    if (opened.isEmpty() || !isCompressed(path)) {
      return opened;
    }
    Optional<FileStat> stat = disk.stat(path).filter(s -> s.id().equals(opened.get().id()));
    try {
      OptionalLong size =
          stat.isPresent() ? plainSize(opened.get(), stat.get()) : OptionalLong.empty();
      if (size.isPresent()) {
        return Optional.of(new GzipFile(opened.get(), stat.orElseThrow(), size.getAsLong()));
      }
    } catch (IOException e) {
      opened.get().close();
      throw e;
    }
    opened.get().close();
    return Optional.empty();
  }

  private OptionalLong plainSize(OpenFile file, FileStat stat) throws IOException {
    OptionalLong known = plainSizes.get(stat);
    if (known == null) {
      known = measured(file, stat);
      plainSizes.put(stat, known);
    }
    return known;
  }

  private OptionalLong measured(OpenFile file, FileStat stat) throws IOException {
    try {
      return OptionalLong.of(GzipFile.plainSize(file));
    } catch (EOFException e) {
      long now = clock.millis();
      long since = incompleteSince.computeIfAbsent(stat, s -> now);
      if (Math.abs(now - since) < rotateWait.toMillis()) {
        throw new StillWritten(file.path());
      }
      return givenUp(file.path(), "its end is missing");
    } catch (ZipException e) {
      return givenUp(file.path(), String.valueOf(e.getMessage()));
    }
  }

  private OptionalLong givenUp(Path path, String reason) {
    damaged.increment();
    log.warn(
        "Compressed file {} is damaged and was left out: {}. Lines of it that were not read"
            + " before are missing; repair or remove it.",
        path,
        reason);
    return OptionalLong.empty();
  }

  /** A file is being compressed: what it has is waited for. */
  static final class StillWritten extends IOException {

    private static final long serialVersionUID = 1;

    StillWritten(Path path) {
      super("compressed file " + path + " is not complete yet");
    }
  }

  private static final class Remembered<V> extends LinkedHashMap<FileStat, V> {

    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<FileStat, V> eldest) {
      return size() > MEMORY;
    }
  }
}
