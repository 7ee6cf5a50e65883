package io.millrace.connect.transforms;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes structs or maps of text that is taken apart by a function. */
record ColumnsParser(TextColumns columns, Function<String, List<@Nullable String>> pieces)
    implements TextParser {

  @Override
  public Schema schema() {
    return columns.schema();
  }

  @Override
  public Object parse(String text, boolean asStruct) {
    List<@Nullable String> texts = pieces.apply(text);
    return asStruct ? columns.struct(texts) : columns.map(texts);
  }
}
