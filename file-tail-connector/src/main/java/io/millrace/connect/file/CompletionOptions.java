package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.mapping.TopicTemplate;
import io.millrace.connect.file.tail.Completion;
import io.millrace.connect.file.tail.Deletion;
import io.millrace.connect.file.tail.Disposal;
import io.millrace.connect.file.tail.FileTail;
import io.millrace.connect.file.tail.OnComplete;
import io.millrace.connect.file.tail.PathGlob;
import io.millrace.connect.file.tail.Relocation;
import io.millrace.connect.file.tail.StoredOffsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to files that are complete. */
final class CompletionOptions extends OptionGroup {

  private static final String GROUP = "Completion";

  final Option<OnComplete> action =
      spec.choice("on.complete", OnComplete.class)
          .group(GROUP)
          .defaultTo(OnComplete.NONE)
          .doc(
              "What happens to a file whose lines are all in Kafka, with their offset stored, and"
                  + " that has not changed for `complete.after.idle.ms`: `none`, `delete` or"
                  + " `move`. Empty files stay, and files that do not end with a record: a last"
                  + " line without its end, or one that was left out. Rotated files are left to"
                  + " whoever rotates them; files that come compressed (`orders.csv.gz`, named by"
                  + " `paths`) are taken away like others.");
  final Option<Optional<Duration>> idle =
      spec.millis("complete.after.idle.ms")
          .group(GROUP)
          .atLeast(Duration.ofMillis(1))
          .optional()
          .doc(
              "How long such a file must not have changed; longer than any pause of its writer."
                  + " Required with `on.complete=delete` and `move`.");
  final Option<Optional<Path>> directory =
      spec.path("on.complete.move.dir")
          .group(GROUP)
          .optional()
          .doc(
              "Where complete files are moved to; created if it is not there. A name that is taken"
                  + " gets a number, such as `.1`. On another file system the file is copied,"
                  + " which holds up the search for new files until it is done. `paths` must not"
                  + " match files in it.");

  final Option<Optional<TopicTemplate>> topic =
      spec.parsed(
              "on.complete.topic",
              TopicTemplate::parse,
              TopicTemplate::toString,
              "a topic name, with ${name}, ${dir} and ${ext}")
          .group(GROUP)
          .optional()
          .doc(
              "A topic that gets a record for every file that is complete, with its path as the"
                  + " key and a JSON text with `file`, `host`, `bytes`, `lines` and `time` as the"
                  + " value: when it was read to its end after it was renamed or deleted, and, if"
                  + " `complete.after.idle.ms` is set, when it has not changed for so long and the"
                  + " offset of its last line is stored, before `on.complete` takes it away. A"
                  + " file that grows afterwards gets another record. Empty files get none."
                  + " Transformations see these records too; a predicate keeps them out.");

  CompletionOptions(ConfigSpec spec) {
    super(spec);
  }

  void declareRules() {
    spec.rule(
        idle,
        s -> s.get(action) != OnComplete.NONE && s.get(idle).isEmpty(),
        "is required with on.complete=delete and move, e.g. 600000");
    spec.rule(
        directory,
        s -> s.get(action) == OnComplete.MOVE && s.get(directory).isEmpty(),
        "is required with on.complete=move");
    spec.rule(
        directory,
        s -> s.get(directory).filter(path -> !path.isAbsolute()).isPresent(),
        "must be absolute");
    spec.rule(
        directory,
        s ->
            s.get(action) == OnComplete.MOVE
                && s.get(directory).filter(d -> isRead(s, d)).isPresent(),
        "is matched by paths, so that moved files would be read again; choose another directory");
  }

  private static boolean isRead(Settings settings, Path moved) {
    List<PathGlob> excluded = settings.get(FileTailConfig.PATHS_EXCLUDE).orElse(List.of());
    return settings.get(FileTailConfig.PATHS).stream()
        .filter(glob -> glob.reaches(moved))
        .map(glob -> glob.exampleIn(moved))
        .anyMatch(path -> excluded.stream().noneMatch(glob -> glob.matches(path)));
  }

  Optional<Completion> of(Settings settings, FileTail tail, StoredOffsets offsets, Clock clock) {
    Optional<Disposal> disposal = disposal(settings, tail);
    boolean isTold = settings.get(topic).isPresent();
    return settings
        .get(idle)
        .filter(time -> isTold || disposal.isPresent())
        .map(time -> new Completion(tail, offsets, isTold, disposal, time, clock));
  }

  private Optional<Disposal> disposal(Settings settings, FileTail tail) {
    return switch (settings.get(action)) {
      case NONE -> Optional.empty();
      case DELETE -> Optional.of(new Deletion());
      case MOVE ->
          Optional.of(new Relocation(settings.get(directory).orElseThrow(), tail::follows));
    };
  }
}
