package io.millrace.connect.jdbc.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.connect.jdbc.sql.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's binary form of rows. */
final class BinaryCopy implements CopyFormat {

  private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);

  private final BinaryEncoder[] columns;

  private BinaryCopy(List<BinaryEncoder> columns) {
    this.columns = columns.toArray(BinaryEncoder[]::new);
  }

  /** The form for these columns; nothing if one of them has a type we only know as text. */
  static Optional<CopyFormat> of(List<TableColumn> columns, ValueForms forms) {
    List<BinaryEncoder> encoders = new ArrayList<>();
    for (TableColumn column : columns) {
      BinaryEncoders.of(column, forms).ifPresent(encoders::add);
    }
    return encoders.size() == columns.size()
        ? Optional.of(new BinaryCopy(encoders))
        : Optional.empty();
  }

  @Override
  public boolean isBinary() {
    return true;
  }

  @Override
  public void begin(CopyBuffer out) {
    out.raw(SIGNATURE);
    out.int32(0); // flags
    out.int32(0); // length of a header extension
  }

  @Override
  public void row(@Nullable Object[] row, CopyBuffer out) throws NoBinaryFormException {
    out.int16(columns.length);
    for (int i = 0; i < columns.length; i++) {
      Object value = row[i];
      if (value == null) {
        out.int32(-1);
      } else {
        int start = out.startOfLength();
        columns[i].encode(value, out);
        out.endOfLength(start);
      }
    }
  }

  @Override
  public void end(CopyBuffer out) {
    out.int16(-1);
  }
}
