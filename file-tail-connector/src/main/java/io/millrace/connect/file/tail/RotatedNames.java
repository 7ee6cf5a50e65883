package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How files are called after they were rotated: the live name and a suffix. Thread-safe.
 *
 * <p>Files may look rotated and be files of their own: those that come with a date or number in
 * their names. They are if the user did not name the path they would have had, or it is vacant.
 */
final class RotatedNames {

  /** Written by a compressor; not plain lines. */
  private static final Pattern COMPRESSED = Pattern.compile("(?<plain>.+)\\.(gz|bz2|xz|zst|Z|zip)");

  /** Counted up with every rotation, so that the same file has another name each time. */
  private static final Pattern COUNTED = Pattern.compile(".*\\.\\d{1,3}");

  /** Counted by a job that gives each file the next number: rotation does not pad. */
  private static final Pattern PADDED = Pattern.compile(".*\\.0\\d+");

  private static final String GZIP = ".gz";

  private final Pattern suffixed;
  private final Compression compression;
  private final PathSelection selection;
  private final Set<Path> vacant = ConcurrentHashMap.newKeySet();
  private final Set<Path> own = ConcurrentHashMap.newKeySet();
  private final AtomicInteger changes = new AtomicInteger();

  RotatedNames(RotationRules rules, PathSelection selection) {
    this.compression = rules.compression();
    this.selection = selection;
    this.suffixed = Pattern.compile("(?<live>.+?)(?:" + rules.suffix().pattern() + ")");
  }

  /** The path a file had before it was rotated or compressed: its own if it was not. */
  Path live(Path path) {
    Path plain = plain(path);
    return withoutSuffix(path)
        .filter(live -> selection.includes(live) && !vacant.contains(live) && !own.contains(plain))
        .orElse(plain);
  }

  /** The path whose task reads this file: those that may be renamed to each other have one. */
  Path family(Path path) {
    Path plain = plain(path);
    boolean isCounted = COUNTED.matcher(name(plain)).matches();
    return withoutSuffix(path).filter(live -> isCounted || selection.includes(live)).orElse(plain);
  }

  private Optional<Path> withoutSuffix(Path path) {
    Matcher rotated = suffixed.matcher(name(path));
    return rotated.matches()
        ? Optional.of(path.resolveSibling(rotated.group("live")))
        : Optional.empty();
  }

  /**
   * Whether files that look rotated came with their names, as long as there is none at their live
   * path: they have dates, or numbers that begin with 0 or are higher in newer files.
   */
  boolean cameSo(Map<Path, FileStat> files) {
    List<RotatedFile> counted = new ArrayList<>();
    for (Map.Entry<Path, FileStat> file : files.entrySet()) {
      Path plain = plain(file.getKey());
      Optional<Path> live = withoutSuffix(file.getKey());
      if (live.isPresent()) {
        if (!COUNTED.matcher(name(plain)).matches() || PADDED.matcher(name(plain)).matches()) {
          return true;
        }
        counted.add(RotatedFile.of(file.getKey(), live.get(), file.getValue()));
      }
    }
    return RotatedFile.areNumberedUp(counted);
  }

  /** Until a file is at this path, what looks like its rotated ones are files of their own. */
  void vacate(Path live) {
    if (vacant.add(live)) {
      changes.incrementAndGet();
    }
  }

  /** There is a file at this path: what is renamed from now on was rotated. */
  void occupy(Path live) {
    if (vacant.remove(live)) {
      changes.incrementAndGet();
    }
  }

  /** This file stays one of its own if it was taken for one, whatever its live path becomes. */
  void follow(Path path) {
    if (withoutSuffix(path).filter(vacant::contains).isPresent()) {
      own.add(path);
    }
  }

  /** An earlier task took this file for one of its own. */
  void wasFollowed(Path path) {
    if (own.add(path)) {
      changes.incrementAndGet();
    }
  }

  /** There is no file at this path any more. */
  void forget(Path path) {
    own.remove(path);
  }

  /** How often files were taken for others than before. */
  int changes() {
    return changes.get();
  }

  /** The path of a file before it was compressed: its own if it was not. */
  static Path plain(Path path) {
    Matcher compressed = COMPRESSED.matcher(name(path));
    return compressed.matches() ? path.resolveSibling(compressed.group("plain")) : path;
  }

  /** The rotated files of a live path, oldest first; those that are not to be read are left out. */
  List<Path> siblings(Path live, Disk disk) throws IOException {
    List<RotatedFile> siblings = new ArrayList<>();
    DirectoryEntries entries = disk.list(parent(live));
    for (Path path : entries.beginningWith(name(live))) {
      if (isSibling(path, live) && isToRead(name(path), entries)) {
        disk.stat(path).ifPresent(stat -> siblings.add(RotatedFile.of(path, live, stat)));
      }
    }
    return siblings.stream().sorted(RotatedFile.OLDEST_FIRST).map(RotatedFile::path).toList();
  }

  /** A file by its id, wherever in the directory of its live path it is. */
  static Optional<Path> find(FileId id, Path live, Disk disk) throws IOException {
    for (Path path : disk.list(parent(live)).all()) {
      if (disk.stat(path).filter(stat -> stat.id().equals(id)).isPresent()) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private boolean isSibling(Path path, Path live) {
    return !path.equals(live) && live(path).equals(live);
  }

  // A compressor removes the plain file when the compressed one is complete.
  private boolean isToRead(String name, DirectoryEntries entries) {
    if (compression == Compression.AUTO && name.endsWith(GZIP)) {
      return !entries.has(name.substring(0, name.length() - GZIP.length()));
    }
    return !COMPRESSED.matcher(name).matches();
  }

  private static Path parent(Path live) {
    Path parent = live.getParent();
    return parent == null ? live : parent;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
