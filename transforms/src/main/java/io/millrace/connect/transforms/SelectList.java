package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Projection;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.TimeText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of Select: what becomes an attribute, of which type, under which name. */
record SelectList(String text, List<Entry> entries) {

  /** One entry; without a source it stands for all fields but some. */
  record Entry(
      String name,
      Optional<SelectExpression> expression,
      Optional<FieldType> type,
      Set<String> except) {

    /** Makes the value of the attribute; empty where this stands for all fields but some. */
    Optional<Source> source(Clock clock, OnMissing onMissing, boolean isNullOnError) {
      return expression.map(
          e ->
              new Attribute(
                      e.source(clock),
                      record -> null,
                      type.map(Conversion::new),
                      true,
                      onMissing,
                      isNullOnError)
                  .withWrittenTimes(TimeText.ISO)
                  .at(name));
    }
  }

  private static final Pattern ALL =
      Pattern.compile("\\*(?:\\s+except\\s*\\((.*)\\))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern AS = Pattern.compile("\\s+as\\s+", Pattern.CASE_INSENSITIVE);

  /** Reads a list; throws IllegalArgumentException saying what is wrong with it. */
  static SelectList parse(String text) {
    List<Entry> entries = Items.split(text).stream().map(SelectList::entry).toList();
    Set<String> names = new HashSet<>();
    for (Entry entry : entries) {
      if (!names.add(entry.name())) {
        throw new IllegalArgumentException("must not have '" + entry.name() + "' twice");
      }
    }
    return new SelectList(text, entries);
  }

  private static Entry entry(String item) {
    Matcher all = ALL.matcher(item);
    if (all.matches()) {
      Set<String> except = new HashSet<>();
      if (all.group(1) != null) {
        Items.split(all.group(1)).forEach(name -> except.add(topLevel(name)));
      }
      return new Entry("*", Optional.empty(), Optional.empty(), Set.copyOf(except));
    }
    Matcher as = AS.matcher(item);
    boolean hasName = as.find();
    while (hasName && !isBalanced(item.substring(0, as.start()))) {
      hasName = as.find();
    }
    String computed = hasName ? item.substring(0, as.start()) : item;
    int colon = Items.indexOf(computed, ':');
    String text = (colon < 0 ? computed : computed.substring(0, colon)).trim();
    SelectExpression expression = SelectExpression.parse(text);
    String name =
        hasName ? Items.unquoted(nameOnly(item.substring(as.end()))) : expression.naturalName();
    return new Entry(name, Optional.of(expression), typeOf(item, computed, colon), Set.of());
  }

  private static String topLevel(String text) {
    FieldPath path = FieldPath.parseSingle(text);
    if (path.steps().size() > 1) {
      throw new IllegalArgumentException(
          "must name fields of the top level behind except, with back-ticks around names that have"
              + " dots, not '"
              + text
              + "'");
    }
    return path.last().name();
  }

  /** A type may stand behind the expression or behind the name. */
  private static Optional<FieldType> typeOf(String item, String computed, int colon) {
    if (colon >= 0) {
      return Optional.of(FieldType.parse(computed.substring(colon + 1)));
    }
    int last = Items.indexOf(item, ':');
    return last < 0 ? Optional.empty() : Optional.of(FieldType.parse(item.substring(last + 1)));
  }

  private static String nameOnly(String named) {
    int colon = Items.indexOf(named, ':');
    return (colon < 0 ? named : named.substring(0, colon)).trim();
  }

  /** Whether a text has no quote that is still open, in which case the word as was in it. */
  private static boolean isBalanced(String text) {
    return Items.isClosed(text);
  }

  /** The projection that makes a struct or map of just these attributes. */
  Projection projection(Clock clock, OnMissing onMissing, boolean isNullOnError) {
    List<Projection.Item> items = new ArrayList<>();
    for (Entry entry : entries) {
      items.add(
          entry
              .source(clock, onMissing, isNullOnError)
              .map(source -> Projection.Item.attribute(entry.name(), source))
              .orElseGet(() -> Projection.Item.others(entry.except())));
    }
    return new Projection(items);
  }
}
