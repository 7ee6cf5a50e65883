package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.BindForm;
import io.millrace.connect.jdbc.sql.TableColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text form of rows, which every type has. */
final class TextCopy implements CopyFormat {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final List<TableColumn> columns;
  private final ValueForms forms;

  TextCopy(List<TableColumn> columns, ValueForms forms) {
    this.columns = columns;
    this.forms = forms;
  }

  @Override
  public boolean isBinary() {
    return false;
  }

  @Override
  public void begin(CopyBuffer out) {}

  @Override
  public void row(@Nullable Object[] row, CopyBuffer out) {
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.int8('\t');
      }
      TableColumn column = columns.get(i);
      BindForm form = forms.form(column);
      value(forms.bound(row[i], column, form), out);
    }
    out.int8('\n');
  }

  @Override
  public void end(CopyBuffer out) {}

  private static void value(@Nullable Object bound, CopyBuffer out) {
    if (bound == null) {
      out.utf8("\\N");
    } else if (bound instanceof byte[] bytes) {
      hex(bytes, out);
    } else if (bound instanceof String text) {
      escaped(text, out);
    } else {
      out.utf8(bound.toString());
    }
  }

  private static void hex(byte[] bytes, CopyBuffer out) {
    out.utf8("\\\\x");
    for (byte b : bytes) {
      out.int8(HEX[b >> 4 & 0xf]);
      out.int8(HEX[b & 0xf]);
    }
  }

  private static void escaped(String text, CopyBuffer out) {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      String escape = escape(text.charAt(i));
      if (!escape.isEmpty()) {
        out.utf8(text.substring(done, i));
        out.utf8(escape);
        done = i + 1;
      }
    }
    out.utf8(done == 0 ? text : text.substring(done));
  }

  private static String escape(char c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "";
    };
  }
}
