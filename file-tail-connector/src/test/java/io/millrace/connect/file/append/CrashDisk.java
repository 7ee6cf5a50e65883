package io.millrace.connect.file.append;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A disk in memory that knows what a power failure would leave, and that can fail in any call.
 *
 * <p>{@link #crash} keeps what was synced, and of the rest as much as the seed says.
 */
final class CrashDisk implements AppendDisk {

  /** The process is gone; nothing may catch this. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class Inode {
    private final String id;
    private byte[] content = new byte[0];
    private byte[] synced = new byte[0];

    Inode(String id) {
      this.id = id;
    }
  }

  private final Random random;
  private final Map<Path, Inode> names = new HashMap<>();
  private final Set<Path> locks = new HashSet<>();
  private Supplier<Boolean> crashes = () -> false;
  private Supplier<Boolean> failures = () -> false;
  private Supplier<Boolean> failedSyncs = () -> false;
  private int nextId;
  private int calls;

  CrashDisk(long seed) {
    this.random = new Random(seed);
  }

  /** Crashes in the nth changing call from now. */
  void crashInCall(int number) {
    int at = calls + number;
    crashes = () -> calls == at;
  }

  void failWhen(Supplier<Boolean> condition) {
    failures = condition;
  }

  void failSyncsWhen(Supplier<Boolean> condition) {
    failedSyncs = condition;
  }

  void heal() {
    crashes = () -> false;
    failures = () -> false;
    failedSyncs = () -> false;
  }

  /** How many changing calls there were. */
  int calls() {
    return calls;
  }

  /** What a process finds that starts after the machine, or only the process, went down. */
  void crash() {
    boolean isPowerFailure = random.nextBoolean();
    locks.clear();
    crashes = () -> false;
    if (isPowerFailure) {
      new HashSet<>(names.values()).forEach(this::losePower);
    }
  }

  void rewrite(Path path, String content) {
    Inode inode = names.computeIfAbsent(path, p -> new Inode("i" + nextId++));
    inode.content = content.getBytes(StandardCharsets.UTF_8);
    inode.synced = inode.content.clone();
  }

  void move(Path from, Path to) {
    names.put(to, names.remove(from));
  }

  byte[] bytes(Path path) {
    return names.get(path).content.clone();
  }

  String content(Path path) {
    return new String(names.get(path).content, StandardCharsets.UTF_8);
  }

  Set<Path> paths() {
    return Set.copyOf(names.keySet());
  }

  @Override
  public Optional<DiskStat> stat(Path path) {
    return Optional.ofNullable(names.get(path))
        .map(inode -> new DiskStat(inode.id, inode.content.length));
  }

  @Override
  public AppendFile open(Path path) throws IOException {
    Inode inode = names.get(path);
    if (inode == null) {
      change("create");
      inode = new Inode("i" + nextId++);
      names.put(path, inode);
    }
    return new MemoryFile(inode);
  }

  @Override
  public byte[] tail(Path path, long count) {
    byte[] content = names.get(path).content;
    return Arrays.copyOfRange(content, (int) Math.max(0, content.length - count), content.length);
  }

  @Override
  public byte[] head(Path path, int count) {
    byte[] content = names.get(path).content;
    return Arrays.copyOf(content, Math.min(count, content.length));
  }

  @Override
  public List<Path> list(Path directory) {
    return names.keySet().stream().filter(path -> directory.equals(path.getParent())).toList();
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change("rename");
    names.put(to, names.remove(from));
  }

  @Override
  public void delete(Path path) throws IOException {
    change("delete");
    names.remove(path);
  }

  @Override
  public long modifiedAt(Path path) {
    return 0;
  }

  @Override
  public Optional<Closeable> lock(Path path) {
    return locks.add(path) ? Optional.of(() -> locks.remove(path)) : Optional.empty();
  }

  private void losePower(Inode inode) {
    boolean isLonger =
        inode.content.length > inode.synced.length
            && Arrays.equals(
                inode.content, 0, inode.synced.length, inode.synced, 0, inode.synced.length);
    int kept = isLonger ? random.nextInt(inode.content.length - inode.synced.length + 1) : 0;
    byte[] left = Arrays.copyOf(inode.content, inode.synced.length + kept);
    inode.content = isLonger ? left : inode.synced.clone();
    inode.synced = inode.content.clone();
  }

  private void change(String what) throws IOException {
    calls++;
    if (crashes.get()) {
      throw new Crash();
    }
    if (failures.get()) {
      throw new IOException("No space left on device: " + what);
    }
  }

  private final class MemoryFile implements AppendFile {
    private final Inode inode;

    MemoryFile(Inode inode) {
      this.inode = inode;
    }

    @Override
    public String id() {
      return inode.id;
    }

    @Override
    public long size() {
      return inode.content.length;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      int all = bytes.remaining();
      try {
        change("write");
      } catch (IOException | Crash e) {
        add(bytes, random.nextInt(all + 1));
        throw e;
      }
      add(bytes, all);
    }

    private void add(ByteBuffer bytes, int count) {
      byte[] longer = Arrays.copyOf(inode.content, inode.content.length + count);
      bytes.get(longer, inode.content.length, count);
      inode.content = longer;
    }

    @Override
    public void truncate(long size) throws IOException {
      change("truncate");
      if (size < inode.content.length) {
        inode.content = Arrays.copyOf(inode.content, (int) size);
      }
    }

    @Override
    public void sync() throws IOException {
      change("sync");
      if (failedSyncs.get()) {
        throw new IOException("Input/output error");
      }
      inode.synced = inode.content.clone();
    }

    @Override
    public void close() {}
  }
}
