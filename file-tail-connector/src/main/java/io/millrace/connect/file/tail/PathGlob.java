package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * An absolute path with wildcards: {@code *}, {@code ?}, {@code [abc]}, {@code {a,b}} within a name
 * and {@code **} for any number of directories, also none.
 */
public final class PathGlob {

  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private final String text;
  private final boolean isLiteral;
  private final Path base;
  private final int depth;
  private final List<PathMatcher> matchers;

  private PathGlob(String text) {
    this.text = text;
    this.isLiteral = !WILDCARD.matcher(text).find();
    this.base = Path.of(isLiteral ? text : literalPart(text));
    this.depth =
        text.contains("**") ? Integer.MAX_VALUE : text.split("/").length - 1 - base.getNameCount();
    this.matchers = isLiteral ? List.of() : matchers(text);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static PathGlob of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "'" + text + "' must be absolute; the worker's working directory is not stable");
    }
    try {
      return new PathGlob(text.replaceAll("/{2,}", "/")); // found paths have no empty names
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a path pattern: " + e.getDescription(), e);
    }
  }

  /** Whether files with names as this has them would be matched in a directory too. */
  public boolean reaches(Path directory) {
    return matches(exampleIn(directory));
  }

  /** A path in a directory with a name as this has them. */
  public Path exampleIn(Path directory) {
    String name = text.substring(text.lastIndexOf('/') + 1);
    String example =
        name.replaceAll("\\{([^,}]*)[^}]*}", "$1")
            .replaceAll("\\[!?(.)[^]]*]", "$1")
            .replaceAll("\\*+|\\?", "x");
    return directory.resolve(example);
  }

  boolean isLiteral() {
    return isLiteral;
  }

  Path base() {
    return base;
  }

  public boolean matches(Path path) {
    return isLiteral
        ? path.equals(base)
        : matchers.stream().anyMatch(matcher -> matcher.matches(path));
  }

  /**
   * Visits everything that could match and is not a directory; links are followed. Whether it does
   * match is left to the caller, who may know already: to look at the pattern costs more.
   */
  void walk(BiConsumer<Path, BasicFileAttributes> found, BiConsumer<Path, IOException> failed)
      throws IOException {
    if (!Files.isDirectory(base)) {
      return;
    }
    Set<FileVisitOption> options = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
    Files.walkFileTree(base, options, depth, new Visitor(found, failed));
  }

  @Override
  public String toString() {
    return text;
  }

  private static String literalPart(String text) {
    var wildcard = WILDCARD.matcher(text);
    String before = wildcard.find() ? text.substring(0, wildcard.start()) : text;
    return before.substring(0, Math.max(1, before.lastIndexOf('/')));
  }

  // To Java, "/a/**/b" does not match "/a/b"; to everybody else it does.
  private static List<PathMatcher> matchers(String text) {
    Set<String> all = new LinkedHashSet<>();
    addWithFewerDirectories(text, all);
    return all.stream()
        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
        .toList();
  }

  private static void addWithFewerDirectories(String text, Set<String> all) {
    if (all.add(text)) {
      String any = "/**";
      for (int at = text.indexOf(any + "/"); at >= 0; at = text.indexOf(any + "/", at + 1)) {
        addWithFewerDirectories(text.substring(0, at) + text.substring(at + any.length()), all);
      }
    }
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {

    private final BiConsumer<Path, BasicFileAttributes> found;
    private final BiConsumer<Path, IOException> failed;

    Visitor(BiConsumer<Path, BasicFileAttributes> found, BiConsumer<Path, IOException> failed) {
      this.found = found;
      this.failed = failed;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isDirectory()) {
        found.accept(file, attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      failed.accept(file, e);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
      if (e != null) {
        failed.accept(directory, e);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
