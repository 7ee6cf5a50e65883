package io.millrace.connect.jdbc.sql;

import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The SQL of one database, as text. It never sees a connection; a database that differs from the
 * standard in one thing overrides one method.
 */
public interface Dialect {

  /** The value of {@code dialect.name}. */
  String name();

  /** Whether databases at this URL speak the dialect. */
  boolean handles(JdbcUrl url);

  /**
   * The driver properties that bound how long the network may keep us waiting, and those without
   * which writing would be slow or lose digits.
   */
  Map<String, String> driverDefaults(Duration connect, Duration read);

  /**
   * The driver properties that keep an instant the same in whatever zones the server and we are.
   *
   * @param given the names of the properties the user has set, in lower case
   */
  default Map<String, String> zone(Set<String> given) {
    return Map.of();
  }

  /** A table name as it is written in statements. */
  String quoted(TableId table);

  /** How the catalogue may spell a name we were given, the most likely first. */
  List<String> spellings(String name);

  /** Whether transactions can be told to see what others have committed meanwhile. */
  boolean hasReadCommitted();

  /** Whether a connection without auto-commit keeps others from writing before it writes itself. */
  boolean locksWhileIdle();

  /** Whether statements can hold a name in such a way that it is read as nothing but a name. */
  boolean accepts(String name);

  /** How many bytes a name may have. */
  int identifierLimit();

  /** What is executed for these rows, in order; nothing if there is nothing to change. */
  List<SqlStatement> statements(TableWrite write, int rows);

  /** How many of the available rows the next statement should take. */
  int rows(TableWrite write, int available);

  /** The ways of writing there is a choice of. */
  default Set<WriteMethod> methods() {
    return EnumSet.of(WriteMethod.AUTO, WriteMethod.VALUES);
  }

  /** The same SQL for rows that travel in this way. */
  default Dialect writing(WriteMethod method) {
    return this;
  }

  /**
   * A query that has a row if the table can be loaded in bulk without a difference to inserts;
   * nothing if the database has no bulk load.
   */
  default Optional<String> bulkLoadCheck(TableId table) {
    return Optional.empty();
  }

  /**
   * A query that has a row if the columns still have these types; nothing if the database has no
   * bulk load.
   */
  default Optional<String> typesCheck(TableWrite write) {
    return Optional.empty();
  }

  /** The text that begins a bulk load, with values in the database's binary or text form. */
  default String bulkLoad(TableWrite write, boolean binary) {
    throw new UnsupportedOperationException(name() + " has no bulk load");
  }

  /**
   * Statements that check now what the database would check at the commit; none if it checks
   * everything at once.
   */
  default List<String> deferredChecks() {
    return List.of();
  }

  /** Whether upserts can leave rows alone that they would not change. */
  default boolean comparesRows() {
    return true;
  }

  /** Whether an upsert changes any row that has one of the unique values of the new one. */
  default boolean upsertsByAnyUniqueKey() {
    return false;
  }

  /**
   * A query for the schemas in which a table without schema is looked for, the first one first;
   * nothing if there is only that of the connection.
   */
  default Optional<String> searchPath() {
    return Optional.empty();
  }

  /**
   * A query for how many bytes a statement can have; nothing if the server has no limit, or says so
   * in an error.
   */
  default Optional<String> statementLimit() {
    return Optional.empty();
  }

  /** How the values of a column are bound. */
  BindForm form(TableColumn column);

  /** What the arrays of a column hold, in the text form of PostgreSQL; nothing if it has none. */
  default Optional<TableColumn> elements(TableColumn column) {
    return Optional.empty();
  }

  /** Whether the column holds a date or time of day without a zone. */
  boolean isLocalTime(TableColumn column);

  /** Whether dates and times have types of their own. */
  boolean hasTimeTypes();

  /** A date or time as text. */
  String text(Temporal time);

  /** A date or time as text for a column with a type for it. */
  default String literal(Temporal time) {
    return time.toString();
  }

  String createTable(TableId table, List<RecordColumn> keys, List<RecordColumn> values);

  /** Whether a column can be given a type with more room, and nothing else about it changes. */
  default boolean widens(TableColumn column) {
    return false;
  }

  /**
   * A query that tells the definitions of a table's columns in its second column, for databases
   * where a change of type has to repeat them; nothing for others.
   */
  default Optional<String> definitionsOf(TableId table) {
    return Optional.empty();
  }

  /**
   * The statement that gives a column the type with more room.
   *
   * @param definitions the answer to {@link #definitionsOf}, empty if there is none
   */
  default String widen(TableId table, TableColumn column, String type, String definitions) {
    throw new UnsupportedOperationException(name() + " widens no columns");
  }

  /** One or more statements that add columns. */
  List<String> addColumns(TableId table, List<RecordColumn> columns);
}
