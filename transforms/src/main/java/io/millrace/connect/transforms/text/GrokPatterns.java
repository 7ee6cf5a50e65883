package io.millrace.connect.transforms.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Expressions by the names grok knows them by. Immutable. */
public final class GrokPatterns {

  private final Map<String, String> expressions;

  private GrokPatterns(Map<String, String> expressions) {
    this.expressions = Map.copyOf(expressions);
  }

  /** The patterns that come with Millrace. */
  public static GrokPatterns bundled() {
    try (InputStream in = GrokPatterns.class.getResourceAsStream("grok-patterns")) {
      if (in == null) {
        throw new IllegalStateException("the bundled grok patterns are missing from the jar");
      }
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new GrokPatterns(parsed(reader.lines().toList()));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled grok patterns could not be read", e);
    }
  }

  /** These and the ones in the files of a folder, which win. */
  public GrokPatterns and(Path folder) {
    Map<String, String> all = new HashMap<>(expressions);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.putAll(parsed(Files.readAllLines(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("grok patterns could not be read from " + folder, e);
    }
    return new GrokPatterns(all);
  }

  private static Map<String, String> parsed(List<String> lines) {
    Map<String, String> parsed = new HashMap<>();
    for (String line : lines) {
      int blank = line.indexOf(' ');
      if (blank > 0 && !line.startsWith("#")) {
        parsed.put(line.substring(0, blank), line.substring(blank + 1).strip());
      }
    }
    return parsed;
  }

  /** The expression of a name; throws IllegalArgumentException if there is none. */
  String named(String name) {
    String expression = expressions.get(name);
    if (expression == null) {
      throw new IllegalArgumentException(
          "must use patterns that exist, there is no %{" + name + "}");
    }
    return expression;
  }
}
