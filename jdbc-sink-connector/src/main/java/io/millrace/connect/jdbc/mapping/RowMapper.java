package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.TableId;
import io.millrace.connect.jdbc.write.RowChange;
import io.millrace.connect.jdbc.write.RowLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Turns records into changes of rows, by plans that are made once for each schema. */
public final class RowMapper {

  private static final int MAX_PLANS = 4096;

  private final MappingOptions options;
  private final KeyColumns keys;
  private final ChangeEvents events;
  private final NameCheck names;
  private final Map<PlanKey, RowPlan> plans = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<RowLayout, RowLayout> layouts = new HashMap<>();
  private @Nullable PlanKey lastKey;
  private @Nullable RowPlan lastPlan;

  public RowMapper(MappingOptions options) {
    this.options = options;
    this.keys = new KeyColumns(options.keyMode(), options.keyFields());
    this.events = new ChangeEvents(options.format(), options.deletes());
    this.names = new NameCheck(options.dialect());
  }

  /**
   * The change a record asks for, if any.
   *
   * @param source the number the change will carry
   * @throws DeliveryException BAD_RECORD if the record can never become a row
   */
  public Optional<RowChange> map(IncomingRecord record, int source) {
    ChangeEvent event = events.of(record);
    return switch (event.kind()) {
      case WRITE -> Optional.of(change(event, source));
      case DELETE -> isDelete(event) ? Optional.of(change(event, source)) : Optional.empty();
      case TRUNCATE ->
          options.truncates() ? Optional.of(truncate(record, source)) : Optional.empty();
      case NOTHING -> Optional.empty();
    };
  }

  private boolean isDelete(ChangeEvent event) {
    if (!options.deletes()) {
      if (options.ignoresNull()) {
        return false;
      }
      throw BadRecord.because(
          (event.isEnvelope() ? "The record is a delete event" : "The record has no value")
              + ", and delete.enabled is false. Set delete.enabled=true to delete its row, or"
              + " behavior.on.null.values=ignore to pass over such records.");
    }
    // A tombstone without the key's fields only follows a delete event that had them.
    return event.row().value() != null
        || options.keyMode() != KeyMode.RECORD_VALUE
        || event.isEnvelope();
  }

  private RowChange change(ChangeEvent event, int source) {
    IncomingRecord row = event.row();
    if (row.key() == null && options.keyMode() == KeyMode.RECORD_KEY) {
      throw BadRecord.because("The record has no key, but pk.mode is record_key.");
    }
    return plan(event).change(row, source);
  }

  private RowChange truncate(IncomingRecord record, int source) {
    var layout = new RowLayout(table(record.topic()), List.of(), List.of());
    return new RowChange(source, Operation.TRUNCATE, layout, new Object[0]);
  }

  private RowPlan plan(ChangeEvent event) {
    PlanKey key = planKey(event);
    if (lastPlan != null && key.isSame(lastKey)) {
      return lastPlan;
    }
    RowPlan plan = plans.get(key);
    if (plan == null) {
      plan = sharingLayout(newPlan(event));
      plans.put(key, plan);
      if (plans.size() > MAX_PLANS) {
        plans.remove(plans.keySet().iterator().next());
      }
    }
    lastKey = key;
    lastPlan = plan;
    return plan;
  }

  // Rows that have one and the same layout are told to go together without comparing its columns.
  private RowPlan sharingLayout(RowPlan plan) {
    if (layouts.size() >= MAX_PLANS) {
      layouts.clear();
    }
    return plan.sharing(layouts.computeIfAbsent(plan.layout(), layout -> layout));
  }

  private PlanKey planKey(ChangeEvent event) {
    IncomingRecord record = event.row();
    List<Object> fields =
        record.value() instanceof Map<?, ?> map ? new ArrayList<>(map.keySet()) : List.of();
    return new PlanKey(
        record.topic(),
        record.keySchema(),
        record.valueSchema(),
        event.kind(),
        event.isEnvelope(),
        fields,
        keys.variant(record));
  }

  private RowPlan newPlan(ChangeEvent event) {
    IncomingRecord record = event.row();
    TableId table = table(record.topic());
    List<ColumnReader> keyColumns = keys.of(record);
    if (event.kind() == ChangeEvent.Kind.DELETE) {
      return RowPlan.of(Operation.DELETE, table, checked(keyColumns), List.of(), Optional.empty());
    }
    Set<String> keyNames =
        keyColumns.stream().map(reader -> reader.column().name()).collect(Collectors.toSet());
    List<ColumnReader> valueColumns =
        valueColumns(event).stream()
            .filter(reader -> !keyNames.contains(reader.column().name()))
            .filter(reader -> isWritten(reader.column().name()))
            .toList();
    if (keyColumns.isEmpty() && valueColumns.isEmpty()) {
      throw BadRecord.because("The record has no field to write to table " + table + ".");
    }
    RowPlan plan =
        RowPlan.of(
            options.operation(),
            table,
            checked(keyColumns),
            checked(valueColumns),
            options.version().map(options.names()::column));
    checkDistinct(plan);
    return options.format() == RecordFormat.PLAIN ? plan : plan.leavingOutUnavailable();
  }

  private boolean isWritten(String field) {
    boolean isMark =
        field.equals(ChangeEvents.DELETED)
            && options.deletes()
            && options.format() != RecordFormat.PLAIN;
    return !isMark && options.fields().keeps(field);
  }

  private List<ColumnReader> checked(List<ColumnReader> columns) {
    return names.checked(options.names().renamed(columns));
  }

  private static void checkDistinct(RowPlan plan) {
    Set<String> columns = new HashSet<>();
    for (String column : plan.columnNames()) {
      if (!columns.add(column)) {
        throw BadRecord.because(
            "Two fields of the record go to the same column, because field.name.mapping gives one of"
                + " them the name of the other. Leave one out with field.exclude.list, or map it"
                + " to another column.");
      }
    }
  }

  private List<ColumnReader> valueColumns(ChangeEvent event) {
    IncomingRecord record = event.row();
    // The null of an envelope is what the source database holds.
    boolean defaults = options.defaultsForNull() && !event.isEnvelope();
    if (record.value() instanceof Struct struct) {
      return struct.schema().fields().stream()
          .map(f -> ColumnReader.structField(f, IncomingRecord::value, defaults))
          .toList();
    }
    if (record.value() instanceof Map<?, ?> map) {
      return KeyColumns.names(map).stream()
          .map(name -> ColumnReader.mapField(name, IncomingRecord::value))
          .toList();
    }
    if (record.value() instanceof String && options.textColumn().isPresent()) {
      return List.of(ColumnReader.wholeValue(options.textColumn().get(), record.valueSchema()));
    }
    throw BadRecord.because(
        "The record's value must be a struct or a map to become a row, but it is a single value."
            + " Use a converter or a transform such as ParseCsv that gives it fields, or for plain"
            + " text set string.output.value.column.name.");
  }

  private TableId table(String topic) {
    try {
      return names.checked(options.tables().table(topic));
    } catch (IllegalArgumentException e) {
      throw BadRecord.because(
          "The record's topic gives no table name: "
              + e.getMessage()
              + ". Change table.name.format.");
    }
  }

  /** What the columns of a row depend on. */
  private record PlanKey(
      String topic,
      @Nullable Schema keySchema,
      @Nullable Schema valueSchema,
      ChangeEvent.Kind kind,
      boolean isEnvelope,
      List<Object> fields,
      List<Object> variant) {

    // Comparing schemas field by field is slow; converters hand out the same one again and again.
    boolean isSame(@Nullable PlanKey other) {
      return other != null
          && keySchema == other.keySchema
          && valueSchema == other.valueSchema
          && kind == other.kind
          && isEnvelope == other.isEnvelope
          && topic.equals(other.topic)
          && fields.equals(other.fields)
          && variant.equals(other.variant);
    }
  }
}
