package io.millrace.connect.http.poll;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.JsonPointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what of a page is new, and where reading goes on behind each of its records. */
public final class PageReader {

  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern NEXT = Pattern.compile("(?i)\\brel=\"?[^\";]*\\bnext\\b");

  /**
   * What is new.
   *
   * @param end where reading goes on behind all of it
   * @param isLast whether there is nothing more for now
   */
  public record Reading(List<PolledRecord> records, ReadPosition end, boolean isLast) {}

  private record Marked(@Nullable Object value, String mark, String key) {}

  private final Paging paging;

  public PageReader(Paging paging) {
    this.paging = paging;
  }

  /**
   * Reads a page that was asked for at a position; throws DeliveryException FATAL if it cannot.
   *
   * @param links makes of a link in the answer what can be asked
   */
  public Reading read(Page page, ReadPosition at, UnaryOperator<String> links) {
    return switch (paging.mode()) {
      case SNAPSHOT -> snapshot(page, at);
      case INCREMENTING, TIMESTAMP -> marked(page, at);
      case CURSOR -> paged(page, at, cursor(page));
      case LINK -> paged(page, at, link(page).map(links));
      case PAGE -> paged(page, at, nextNumber(page, at));
      case OFFSET -> counted(page, at);
    };
  }

  /**
   * Whether a page may be all that is ever seen of its time: it is full, all of that time, and
   * nothing is new.
   */
  public boolean mayHideMore(Page page, Reading reading) {
    return paging.mode() == PollMode.TIMESTAMP
        && paging.size() > 0
        && page.records().size() >= paging.size()
        && reading.records().isEmpty()
        && isOfOneTime(page, reading.end());
  }

  private boolean isOfOneTime(Page page, ReadPosition at) {
    List<String> marks = page.records().stream().map(this::mark).toList();
    Comparator<String> order = TimeOrder.of(marks, at.mark());
    return at.mark()
        .filter(end -> marks.stream().allMatch(m -> order.compare(m, end) == 0))
        .isPresent();
  }

  // Only behind the last record is the snapshot complete: after a crash before it all comes again.
  private Reading snapshot(Page page, ReadPosition at) {
    var end =
        new ReadPosition(
            Optional.empty(),
            0,
            List.of(),
            page.reply().header("ETag"),
            page.reply().header("Last-Modified"));
    List<PolledRecord> records = new ArrayList<>();
    for (int i = 0; i < page.records().size(); i++) {
      Object value = page.records().get(i);
      boolean isLast = i == page.records().size() - 1;
      records.add(new PolledRecord(value, key(value), isLast ? end : at));
    }
    return new Reading(records, end, true);
  }

  private Reading marked(Page page, ReadPosition at) {
    boolean isTimestamp = paging.mode() == PollMode.TIMESTAMP;
    List<Marked> sorted = new ArrayList<>();
    for (Object value : page.records()) {
      sorted.add(new Marked(value, mark(value), isTimestamp ? requiredKey(value) : ""));
    }
    List<String> marks = sorted.stream().map(Marked::mark).toList();
    Comparator<String> order = isTimestamp ? TimeOrder.of(marks, at.mark()) : PageReader::byNumber;
    sorted.sort((a, b) -> order.compare(a.mark(), b.mark()));
    List<PolledRecord> records = new ArrayList<>();
    ReadPosition position = at;
    for (Marked next : sorted) {
      if (isNew(next, position, order)) {
        position = isTimestamp ? behind(next, position, order) : ReadPosition.at(next.mark(), 0);
        records.add(new PolledRecord(next.value(), key(next.value()), position));
      }
    }
    return new Reading(records, position, records.isEmpty());
  }

  private boolean isNew(Marked record, ReadPosition position, Comparator<String> order) {
    if (position.mark().isEmpty()) {
      return true;
    }
    int compared = order.compare(record.mark(), position.mark().get());
    boolean isSameTime = compared == 0 && paging.mode() == PollMode.TIMESTAMP;
    return compared > 0 || isSameTime && !position.seen().contains(record.key());
  }

  // Of records with the same time some may come later, so it is remembered which are known.
  private static ReadPosition behind(Marked record, ReadPosition before, Comparator<String> order) {
    boolean isSameTime =
        before.mark().filter(mark -> order.compare(mark, record.mark()) == 0).isPresent();
    List<String> seen = new ArrayList<>(isSameTime ? before.seen() : List.of());
    seen.add(record.key());
    return ReadPosition.at(record.mark(), 0).withSeen(seen);
  }

  private Reading paged(Page page, ReadPosition at, Optional<String> following) {
    boolean isSame = following.isPresent() && following.equals(at.mark());
    // Some APIs say so until there is something new.
    Optional<String> next = isSame ? Optional.empty() : following;
    if (isSame && page.records().size() > at.index()) {
      throw new DeliveryException(
          FATAL,
          "The page after '"
              + following.get()
              + "' is that page itself; http.source.mode and http.next.page.json.pointer do not"
              + " fit this API.");
    }
    String mark = at.mark().orElse("");
    ReadPosition end =
        next.map(other -> ReadPosition.at(other, 0))
            .orElseGet(() -> ReadPosition.at(mark, Math.max(at.index(), page.records().size())));
    List<PolledRecord> records = new ArrayList<>();
    for (int i = at.index(); i < page.records().size(); i++) {
      Object value = page.records().get(i);
      boolean isLast = i == page.records().size() - 1;
      records.add(new PolledRecord(value, key(value), isLast ? end : ReadPosition.at(mark, i + 1)));
    }
    return new Reading(records, end, next.isEmpty());
  }

  private Reading counted(Page page, ReadPosition at) {
    long start = Long.parseLong(at.mark().orElse("0"));
    List<PolledRecord> records = new ArrayList<>();
    for (Object value : page.records()) {
      start++;
      records.add(new PolledRecord(value, key(value), ReadPosition.at(String.valueOf(start), 0)));
    }
    boolean isShort = page.records().size() < Math.max(1, paging.size());
    return new Reading(records, ReadPosition.at(String.valueOf(start), 0), isShort);
  }

  private Optional<String> cursor(Page page) {
    Optional<String> header = paging.nextHeader().flatMap(page.reply()::header);
    if (header.isPresent()) {
      return header.filter(text -> !text.isBlank());
    }
    return paging.next().map(pointer -> text(pointer, page.root())).filter(text -> !text.isBlank());
  }

  private static Optional<String> link(Page page) {
    for (HeaderField header : page.reply().headers()) {
      Matcher links = LINK.matcher(header.is("Link") ? header.value() : "");
      while (links.find()) {
        if (NEXT.matcher(links.group(2)).find()) {
          return Optional.of(links.group(1));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> nextNumber(Page page, ReadPosition at) {
    boolean isFull = !page.records().isEmpty() && page.records().size() >= paging.size();
    long number = Long.parseLong(at.mark().orElse("1"));
    return isFull ? Optional.of(String.valueOf(number + 1)) : Optional.empty();
  }

  private String mark(@Nullable Object value) {
    String mark = paging.mark().map(pointer -> text(pointer, value)).orElse("");
    if (mark.isEmpty()) {
      throw new DeliveryException(
          FATAL,
          "A record of the answer has nothing at http.offset.json.pointer="
              + paging.mark().map(JsonPointer::text).orElse("")
              + ".");
    }
    return mark;
  }

  // Without it the second of two records of the same time would be taken for the first.
  private String requiredKey(@Nullable Object value) {
    String key = key(value);
    if (key == null) {
      throw new DeliveryException(
          FATAL,
          "A record of the answer has nothing at http.key.json.pointer="
              + paging.key().map(JsonPointer::text).orElse("")
              + ", by which http.source.mode=timestamp tells records of the same time.");
    }
    return key;
  }

  private @Nullable String key(@Nullable Object value) {
    Object key = paging.key().map(pointer -> pointer.in(value)).orElse(null);
    return key == null ? null : key.toString();
  }

  private static String text(JsonPointer pointer, @Nullable Object root) {
    Object value = pointer.in(root);
    return value == null ? "" : value.toString();
  }

  private static int byNumber(String a, String b) {
    try {
      return new BigDecimal(a).compareTo(new BigDecimal(b));
    } catch (NumberFormatException e) {
      throw new DeliveryException(
          FATAL,
          "http.source.mode=incrementing needs numbers at http.offset.json.pointer, not '"
              + a
              + "'.",
          e);
    }
  }
}
