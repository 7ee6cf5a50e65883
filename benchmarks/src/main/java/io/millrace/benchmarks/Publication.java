package io.millrace.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.quickstart.stack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * The numbers of one benchmark as JSON, with where and when they were measured, and a plot of them.
 */
final class Publication {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  /**
   * @param folder is created when it is not there
   */
  Publication(Path folder) {
    this.folder = folder;
  }

  /** Files beside what the build makes, which a later one may remove. */
  static Publication of(Installation installation) {
    return new Publication(installation.root().resolve("benchmarks/target/results"));
  }

  /** The place of another file that belongs to the results. */
  Path file(String name) throws IOException {
    Files.createDirectories(folder);
    return folder.resolve(name);
  }

  /**
   * Writes both files, in place of those of an earlier run.
   *
   * @param name of the files, without what comes after the point
   * @param unit of the values
   */
  void write(String name, String title, String unit, List<BarChart.Bar> bars) throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("title", title);
    document.put("measured", LocalDate.now().toString());
    document.put("machine", machine());
    document.put("kafka", AppInfoParser.getVersion());
    document.put("unit", unit);
    document.put("results", bars);
    Files.writeString(folder.resolve(name + ".json"), JSON.writeValueAsString(document) + "\n");
    Files.writeString(folder.resolve(name + ".svg"), new BarChart(title, unit, bars).svg());
  }

  /** What the numbers depend on most. */
  static String machine() {
    return "%d processors, Java %s, %s %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }
}
