package io.millrace.connect.jdbc.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.connect.jdbc.sql.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  public void write(List<RowChange> changes, CopyBuffer out) throws NoBinaryFormException {
    out.raw(SIGNATURE);
    out.int32(0); // flags
    out.int32(0); // length of a header extension
    for (RowChange change : changes) {
      row(change.row(), out);
    }
    out.int16(-1);
  }

  private void row(Object[] row, CopyBuffer out) throws NoBinaryFormException {
    out.int16(columns.length);
    for (int i = 0; i < columns.length; i++) {
      if (row[i] == null) {
        out.int32(-1);
      } else {
        int start = out.startOfLength();
        columns[i].encode(row[i], out);
        out.endOfLength(start);
      }
    }
  }
}
