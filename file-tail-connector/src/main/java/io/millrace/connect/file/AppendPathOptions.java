package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.append.Permissions;
import io.millrace.connect.file.mapping.PathTemplate;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which files records go to, and whose they are. */
final class AppendPathOptions extends OptionGroup {

  private static final String GROUP = "Files";

  final Option<PathTemplate> path =
      spec.parsed(
              "path", PathTemplate::parse, PathTemplate::toString, "an absolute path, with ${...}")
          .group(GROUP)
          .alias("file")
          .required()
          .doc(
              "The file a record is appended to: an absolute path in which `${topic}`,"
                  + " `${partition}`, `${key}`, `${field:a.b}`, `${header:name}`,"
                  + " `${timestamp:yyyy-MM-dd}` (the record's, in UTC; slashes make directories)"
                  + " and `${task}` are filled in. The topic is the one the record was read from."
                  + " Letters, digits, `_`, `-` and inner dots of a record are kept, anything else"
                  + " becomes `%XX`, so that no record can name a file elsewhere.");
  final Option<Optional<Path>> baseDir =
      spec.path("base.dir")
          .group(GROUP)
          .check(Path::isAbsolute, "absolute")
          .optional()
          .doc(
              "The directory nothing is written outside of, not even through symbolic links. The"
                  + " default is the directory before the first `${` of `path`.");
  final Option<Optional<Set<PosixFilePermission>>> filePermissions =
      spec.parsed(
              "file.permissions",
              AppendPathOptions::permissions,
              PosixFilePermissions::toString,
              "such as rw-r-----")
          .group(GROUP)
          .optional()
          .doc("The permissions of new files. The default is that of the worker's process.");
  final Option<Optional<Set<PosixFilePermission>>> dirPermissions =
      spec.parsed(
              "dir.permissions",
              AppendPathOptions::permissions,
              PosixFilePermissions::toString,
              "such as rwxr-x---")
          .group(GROUP)
          .optional()
          .doc("The permissions of new directories. The default is that of the worker's process.");
  final Option<Integer> maxOpenFiles =
      spec.integer("max.open.files")
          .group(GROUP)
          .atLeast(1)
          .defaultTo(256)
          .doc(
              "How many files are kept open, by each partition if `path` has `${topic}` and"
                  + " `${partition}`, else by each task. When one more is needed everything is"
                  + " committed, and those are closed that were not used for longest.");
  final Option<Duration> idleClose =
      spec.millis("idle.close.ms")
          .group(GROUP)
          .between(Duration.ofMillis(1), Duration.ofDays(1))
          .defaultTo(Duration.ofSeconds(30))
          .doc(
              "How long a file stays open after its last record. It is opened again when one"
                  + " comes.");

  AppendPathOptions(ConfigSpec spec) {
    super(spec);
    spec.rule(
        baseDir,
        s -> !s.get(path).literalDirectory().startsWith(base(s)),
        "path must begin with it");
  }

  /** The directory nothing is written outside of. */
  Path base(Settings settings) {
    return settings.get(baseDir).orElseGet(() -> settings.get(path).literalDirectory());
  }

  Permissions permissions(Settings settings) {
    return new Permissions(settings.get(filePermissions), settings.get(dirPermissions));
  }

  private static Set<PosixFilePermission> permissions(String text) {
    try {
      return PosixFilePermissions.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be written as rw-r----- is", e);
    }
  }
}
