package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.BindForm;
import io.millrace.connect.jdbc.sql.TableColumn;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The binary forms of PostgreSQL's types, as its receive functions read them. */
final class BinaryEncoders {

  private BinaryEncoders() {}

  /** How values of a column are written; nothing for types we only know as text. */
  static Optional<BinaryEncoder> of(TableColumn column, ValueForms forms) {
    BindForm form = forms.form(column);
    return form == BindForm.TEXT
        ? fromText(column, forms)
        : Optional.of(plain(column, form, forms));
  }

  private static BinaryEncoder plain(TableColumn column, BindForm form, ValueForms forms) {
    return (value, out) -> {
      Object bound = bound(forms, value, column, form);
      switch (form) {
        case INT16 -> out.int16((Short) bound);
        case INT32 -> out.int32((Integer) bound);
        case INT64 -> out.int64((Long) bound);
        case FLOAT32 -> out.int32(Float.floatToIntBits((Float) bound));
        case FLOAT64 -> out.int64(Double.doubleToLongBits((Double) bound));
        case BOOLEAN -> out.int8((Boolean) bound ? 1 : 0);
        case BYTES -> out.raw((byte[]) bound);
        case TEXT, NATIVE -> throw new IllegalStateException(form + " is not plain");
      }
    };
  }

  private static Optional<BinaryEncoder> fromText(TableColumn column, ValueForms forms) {
    return Optional.ofNullable(
        switch (column.typeName()) {
          case "text", "varchar", "bpchar", "json" -> text(column, forms);
          case "jsonb" -> json(column, forms);
          case "uuid" -> (value, out) -> uuid(value.toString(), out);
          case "numeric" -> BinaryEncoders::numeric;
          case "date", "time", "timestamp", "timestamptz" -> new BinaryTimes(column, forms);
          default -> null;
        });
  }

  private static BinaryEncoder text(TableColumn column, ValueForms forms) {
    return (value, out) -> out.utf8((String) bound(forms, value, column, BindForm.TEXT));
  }

  private static BinaryEncoder json(TableColumn column, ValueForms forms) {
    return (value, out) -> {
      out.int8(1); // the version of the form
      out.utf8((String) bound(forms, value, column, BindForm.TEXT));
    };
  }

  // PostgreSQL reads more spellings than Java, and Java some that PostgreSQL does not.
  private static void uuid(String text, CopyBuffer out) throws NoBinaryFormException {
    UUID uuid = parsed(text);
    out.int64(uuid.getMostSignificantBits());
    out.int64(uuid.getLeastSignificantBits());
  }

  private static UUID parsed(String text) throws NoBinaryFormException {
    try {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // a spelling that only the database may know
    }
    throw new NoBinaryFormException(text);
  }

  private static void numeric(Object value, CopyBuffer out) throws NoBinaryFormException {
    if (value instanceof BigDecimal number) {
      BinaryNumeric.write(number, out);
    } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      BinaryNumeric.write(BigDecimal.valueOf(((Number) value).longValue()), out);
    } else {
      throw new NoBinaryFormException(value);
    }
  }

  private static Object bound(ValueForms forms, Object value, TableColumn column, BindForm form) {
    return Objects.requireNonNull(forms.bound(value, column, form));
  }
}
