package io.millrace.connect.jdbc.write;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.jdbc.sql.Printed;
import io.millrace.connect.jdbc.sql.TableId;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What an error of a database means for the delivery. */
public final class SqlFailures {

  // The longest prefix wins. SQLSTATE is standard in its first two characters (ISO 9075), the rest
  // is PostgreSQL (57, 53, 55, 42xxx), H2 (90xxx, HYT00).
  private static final Map<String, FailureKind> KINDS =
      Map.ofEntries(
          Map.entry("08", FailureKind.TRANSIENT),
          Map.entry("40", FailureKind.TRANSIENT),
          Map.entry("53", FailureKind.TRANSIENT),
          Map.entry("55P03", FailureKind.TRANSIENT),
          Map.entry("57", FailureKind.TRANSIENT),
          Map.entry("58", FailureKind.TRANSIENT),
          Map.entry("25006", FailureKind.TRANSIENT), // read-only: a failover is going on
          Map.entry("HYT", FailureKind.TRANSIENT),
          Map.entry("90067", FailureKind.TRANSIENT),
          Map.entry("90098", FailureKind.TRANSIENT),
          Map.entry("90121", FailureKind.TRANSIENT),
          // Made by another task meanwhile: PostgreSQL, then H2, table and column
          Map.entry("42P07", FailureKind.TRANSIENT),
          Map.entry("42701", FailureKind.TRANSIENT),
          Map.entry("42S01", FailureKind.TRANSIENT),
          Map.entry("42S21", FailureKind.TRANSIENT),
          Map.entry("21", FailureKind.BAD_RECORD),
          Map.entry("22", FailureKind.BAD_RECORD),
          Map.entry("23", FailureKind.BAD_RECORD),
          Map.entry("42804", FailureKind.BAD_RECORD),
          Map.entry("42846", FailureKind.BAD_RECORD),
          Map.entry("44", FailureKind.BAD_RECORD),
          Map.entry("P0001", FailureKind.BAD_RECORD), // raised by a trigger
          Map.entry("45", FailureKind.BAD_RECORD), // likewise: MySQL, MariaDB, DB2
          // Vendors' own codes, where the state says nothing
          Map.entry("HY000/1205", FailureKind.TRANSIENT), // MySQL: lock wait
          Map.entry("HY000/1290", FailureKind.TRANSIENT), // MySQL: read-only
          Map.entry("HY000/1366", FailureKind.BAD_RECORD), // MySQL: not a value of the type
          Map.entry("01000/1265", FailureKind.BAD_RECORD), // MySQL: not a value of the type
          Map.entry("HY000/3819", FailureKind.BAD_RECORD), // MySQL: a check constraint
          Map.entry("61000/60", FailureKind.TRANSIENT), // Oracle: deadlock
          Map.entry("72000/12899", FailureKind.BAD_RECORD), // Oracle: too long
          // SQLite has no states
          Map.entry("null/5", FailureKind.TRANSIENT),
          Map.entry("null/6", FailureKind.TRANSIENT),
          Map.entry("null/10", FailureKind.TRANSIENT),
          Map.entry("null/13", FailureKind.TRANSIENT),
          Map.entry("null/18", FailureKind.BAD_RECORD),
          Map.entry("null/19", FailureKind.BAD_RECORD),
          Map.entry("null/20", FailureKind.BAD_RECORD),
          Map.entry("54", FailureKind.BAD_RECORD),
          Map.entry("28", FailureKind.FATAL),
          Map.entry("3D", FailureKind.FATAL));

  // The state of most errors is made of a number that says where in the server they arose: S0008.
  private static final Pattern SQL_SERVER_STATE = Pattern.compile("S0\\d{3}");

  private static final Map<Integer, FailureKind> SQL_SERVER_KINDS =
      Map.ofEntries(
          Map.entry(220, FailureKind.BAD_RECORD), // out of the range of a small number
          Map.entry(232, FailureKind.BAD_RECORD), // likewise, from a float
          Map.entry(241, FailureKind.BAD_RECORD), // not a date or time
          Map.entry(242, FailureKind.BAD_RECORD), // out of the range of a date or time
          Map.entry(245, FailureKind.BAD_RECORD), // not a value of the type
          Map.entry(295, FailureKind.BAD_RECORD), // not a smalldatetime
          Map.entry(2628, FailureKind.BAD_RECORD), // too long
          Map.entry(8114, FailureKind.BAD_RECORD), // not a value of the type
          Map.entry(8115, FailureKind.BAD_RECORD), // out of the range of a number
          Map.entry(8152, FailureKind.BAD_RECORD), // too long
          Map.entry(8169, FailureKind.BAD_RECORD), // not a uniqueidentifier
          Map.entry(8672, FailureKind.BAD_RECORD), // one row changed twice by a MERGE
          Map.entry(1222, FailureKind.TRANSIENT), // lock wait
          Map.entry(3906, FailureKind.TRANSIENT)); // read-only

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("22001", "a value is too long for its column"),
          Map.entry("22003", "a number is out of the range of its column"),
          Map.entry("22007", "a value is not a date or time the column understands"),
          Map.entry("22008", "a date or time is out of the range of its column"),
          Map.entry("22018", "a value cannot be converted to the type of its column"),
          Map.entry("22021", "a text holds a character that the database cannot store"),
          Map.entry("22P02", "a value cannot be converted to the type of its column"),
          Map.entry("23502", "a column that must not be null has no value"),
          Map.entry("23503", "a foreign key points to a row that does not exist"),
          Map.entry("23505", "the key is already in the table"),
          Map.entry("23506", "a foreign key points to a row that does not exist"),
          Map.entry("23513", "a check constraint does not hold"),
          Map.entry("23514", "a check constraint does not hold"),
          Map.entry(
              "428C9",
              "the database makes the value of a column itself; leave its field out with"
                  + " field.exclude.list"),
          Map.entry(
              "42P10",
              "there is no primary key or unique index on exactly the key columns; add one, or"
                  + " change pk.mode or pk.fields"));

  private static final String TOO_LARGE =
      "a row is larger than the server takes; raise its max_allowed_packet";

  private SqlFailures() {}

  /**
   * The failure with its kind and a message that holds no value of a record.
   *
   * @param doing what was being done to which target: "Insert of 3 rows into table orders"
   */
  public static DeliveryException failure(String doing, SQLException error) {
    SQLException telling = telling(error);
    String state = telling.getSQLState();
    FailureKind kind = kind(error, telling);
    String meaning = isTooLargeForServer(telling) ? TOO_LARGE : MEANINGS.get(String.valueOf(state));
    String code = " (SQLState " + state + ", error code " + telling.getErrorCode() + ")";
    // Drivers quote values in their messages about data, so neither text nor cause may go on.
    if (kind == FailureKind.BAD_RECORD) {
      String why = meaning == null ? "the database does not accept the data" : meaning;
      return new DeliveryException(kind, doing + " failed: " + why + code + ".");
    }
    String why = meaning == null ? firstLine(telling.getMessage()) : meaning;
    return new DeliveryException(kind, doing + " failed: " + why + code + ".", error);
  }

  /** The failure of a row that the server would not take. */
  static DeliveryException tooLarge(TableId table, long bytes, long limit) {
    return new DeliveryException(
        FailureKind.BAD_RECORD,
        "A row of "
            + bytes
            + " bytes for table "
            + table
            + " was not sent: the server takes at most "
            + limit
            + "; raise its max_allowed_packet.");
  }

  /** The same for work on tables themselves, of which no record is to blame. */
  static DeliveryException ofDefinitions(String doing, SQLException error) {
    DeliveryException failure = failure(doing, error);
    return failure.kind() == FailureKind.BAD_RECORD
        ? new DeliveryException(FailureKind.FATAL, String.valueOf(failure.getMessage()))
        : failure;
  }

  private static FailureKind kind(SQLException error, SQLException telling) {
    FailureKind byCode =
        isOfSqlServer(telling)
            ? SQL_SERVER_KINDS.get(telling.getErrorCode())
            : KINDS.get(telling.getSQLState() + "/" + telling.getErrorCode());
    FailureKind byState = byCode == null ? kind(telling.getSQLState()) : byCode;
    if (isSyntaxOfValue(telling) || isTooLargeForServer(telling)) {
      return FailureKind.BAD_RECORD;
    }
    if (byState != null) {
      return byState;
    }
    boolean mayHeal =
        error instanceof SQLTransientException || error instanceof SQLRecoverableException;
    return mayHeal ? FailureKind.TRANSIENT : FailureKind.FATAL;
  }

  // PostgreSQL has one state for statements and for values of some types, such as ltree and hstore,
  // but a place in the text for statements only.
  private static boolean isSyntaxOfValue(SQLException telling) {
    return "42601".equals(telling.getSQLState())
        && telling instanceof PSQLException error
        && error.getServerErrorMessage() != null
        && error.getServerErrorMessage().getPosition() == 0;
  }

  // A batch has the state of the error that ended it, but not its class.
  private static boolean isOfSqlServer(SQLException telling) {
    return telling.getClass().getSimpleName().equals("SQLServerException")
        || SQL_SERVER_STATE.matcher(String.valueOf(telling.getSQLState())).matches();
  }

  // The driver of MySQL has the state of any error for it; its classes are not on our class path.
  private static boolean isTooLargeForServer(SQLException telling) {
    return telling.getClass().getSimpleName().equals("PacketTooBigException");
  }

  private static @Nullable FailureKind kind(@Nullable String state) {
    String prefix = String.valueOf(state);
    while (!prefix.isEmpty()) {
      FailureKind kind = KINDS.get(prefix);
      if (kind != null) {
        return kind;
      }
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    return null;
  }

  // A pool and a batch wrap the error that tells why; the innermost one with a state does.
  private static SQLException telling(SQLException error) {
    SQLException found = error;
    Throwable next = error;
    while (next != null) {
      if (next instanceof SQLException sql && saysMore(sql, found)) {
        found = sql;
      }
      next = inner(next);
    }
    return found;
  }

  private static boolean saysMore(SQLException inner, SQLException outer) {
    return inner.getSQLState() != null || outer.getSQLState() == null && inner.getErrorCode() != 0;
  }

  private static @Nullable Throwable inner(Throwable error) {
    if (error instanceof SQLException sql && sql.getNextException() != null) {
      return sql.getNextException();
    }
    return error.getCause();
  }

  private static String firstLine(@Nullable String message) {
    return message == null
        ? "no reason was given"
        : Printed.of(message.lines().findFirst().orElse(""));
  }
}
