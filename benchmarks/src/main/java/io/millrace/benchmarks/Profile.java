package io.millrace.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where a flight recording says that time and memory went, as Markdown tables. */
final class Profile {

  private static final int MOST = 20;

  private final Map<String, Double> samplesOfThreads = new HashMap<>();
  private final Map<String, Double> samplesOfOwners = new HashMap<>();
  private final Map<String, Double> samplesOfPlaces = new HashMap<>();
  private final Map<String, Double> bytesOfOwners = new HashMap<>();
  private final Map<String, Double> bytesOfTypes = new HashMap<>();
  private final Map<String, Double> blocked = new HashMap<>();
  private final Set<Long> sampled = new HashSet<>();
  private Duration collections = Duration.ZERO;

  /** Reads a whole recording. */
  static Profile of(Path file) throws IOException {
    Profile profile = new Profile();
    try (var recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        profile.add(recording.readEvent());
      }
    }
    return profile;
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> sample(event);
      case "jdk.ObjectAllocationSample" -> allocation(event);
      case "jdk.JavaMonitorEnter" -> add(blocked, thread(event.getThread()), seconds(event));
      case "jdk.GCPhasePause" -> collections = collections.plus(event.getDuration());
      default -> {
        // says nothing about time or memory
      }
    }
  }

  private void sample(RecordedEvent event) {
    CodeOwner owner = ownerOf(event);
    add(samplesOfThreads, purpose(event), 1);
    add(samplesOfOwners, owner.toString(), 1);
    place(event).ifPresent(place -> add(samplesOfPlaces, place + " (" + owner + ")", 1));
  }

  private void allocation(RecordedEvent event) {
    // The first sample of a thread stands for all it has allocated since it began.
    if (sampled.add(event.getThread().getId())) {
      return;
    }
    double weight = event.getLong("weight");
    add(bytesOfOwners, ownerOf(event).toString(), weight);
    String type = event.getClass("objectClass").getName();
    add(bytesOfTypes, type + " in " + place(event).orElse("?"), weight);
  }

  private static CodeOwner ownerOf(RecordedEvent event) {
    return Optional.ofNullable(event.getStackTrace()).map(CodeOwner::of).orElse(CodeOwner.OTHER);
  }

  private static Optional<String> place(RecordedEvent event) {
    return Optional.ofNullable(event.getStackTrace()).flatMap(CodeOwner::place);
  }

  // The threads of tasks come from a pool and are all called the same.
  private static String purpose(RecordedEvent event) {
    return Optional.ofNullable(event.getStackTrace())
        .flatMap(CodeOwner::task)
        .orElseGet(() -> thread(event.getThread("sampledThread")));
  }

  // Threads of one purpose differ in numbers only.
  private static String thread(RecordedThread thread) {
    String name = Optional.ofNullable(thread).map(RecordedThread::getJavaName).orElse("?");
    return name.replaceAll("\\d+", "N");
  }

  private static double seconds(RecordedEvent event) {
    return event.getDuration().toNanos() / 1e9;
  }

  private static void add(Map<String, Double> sums, String key, double amount) {
    sums.merge(key, amount, Double::sum);
  }

  /**
   * Prints everything.
   *
   * @param records what was moved meanwhile
   */
  void print(PrintStream out, long records) {
    table(out, "CPU by thread", samplesOfThreads, share(samplesOfThreads), "%.0f %%");
    table(out, "CPU by owner of the code", samplesOfOwners, share(samplesOfOwners), "%.0f %%");
    table(out, "CPU by place", samplesOfPlaces, share(samplesOfOwners), "%.1f %%");
    table(out, "Bytes per record by owner", bytesOfOwners, bytes -> bytes / records, "%.0f");
    table(
        out, "Bytes per record by class and place", bytesOfTypes, bytes -> bytes / records, "%.0f");
    table(out, "Seconds blocked by locks, 10 ms or more", blocked, seconds -> seconds, "%.2f");
    out.printf(Locale.ROOT, "%nPauses for garbage: %.2f s%n", collections.toNanos() / 1e9);
    out.flush();
  }

  private static ToDoubleFunction<Double> share(Map<String, Double> sums) {
    double whole = sums.values().stream().mapToDouble(Double::doubleValue).sum();
    return part -> 100 * part / whole;
  }

  private static void table(
      PrintStream out,
      String title,
      Map<String, Double> sums,
      ToDoubleFunction<Double> shown,
      String format) {
    out.printf("%n| %s | |%n|---|---:|%n", title);
    sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST)
        .forEach(
            entry ->
                out.printf(
                    Locale.ROOT,
                    "| %s | " + format + " |%n",
                    entry.getKey(),
                    shown.applyAsDouble(entry.getValue())));
  }
}
