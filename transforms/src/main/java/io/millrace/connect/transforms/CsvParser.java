package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.text.CsvLine;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes structs of lines with certain columns. */
final class CsvParser implements TextParser {

  /** What happens to columns behind the last known one. */
  enum Extra {
    FAIL,
    IGNORE,
    LIST
  }

  /** What happens when a line ends before the last known column. */
  enum Missing {
    FAIL,
    NULL
  }

  /** The field of further columns. */
  static final String EXTRA = "extra";

  private final CsvLine line;
  private final TextColumns columns;
  private final Extra extra;
  private final Missing missing;

  CsvParser(
      CsvLine line,
      List<Column> columns,
      Extra extra,
      Missing missing,
      boolean isOptional,
      boolean isNullOnError) {
    this.line = line;
    this.columns =
        new TextColumns(columns, extra == Extra.LIST ? EXTRA : null, isOptional, isNullOnError);
    this.extra = extra;
    this.missing = missing;
  }

  @Override
  public Schema schema() {
    return columns.schema();
  }

  @Override
  public Object parse(String text, boolean asStruct) {
    List<@Nullable String> texts = line.columns(text);
    check(texts.size());
    return asStruct ? columns.struct(texts) : columns.map(texts);
  }

  private void check(int found) {
    int expected = columns.count();
    if (found < expected && missing == Missing.FAIL) {
      throw wrongCount(found, expected).fixedBy("missing.columns=null", "fill them with null");
    }
    if (found > expected && extra == Extra.FAIL) {
      throw wrongCount(found, expected).fixedBy("extra.columns=ignore", "leave the others out");
    }
  }

  private static Problem wrongCount(int found, int expected) {
    return Problem.of(
        found + (found == 1 ? " column" : " columns") + " where " + expected + " were expected");
  }
}
