package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.FieldReader;
import io.millrace.connect.transforms.structure.Step;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** A place in a record: a path in its value or key, or a header. */
record Place(String text, Preparation preparation) {

  /** Finds the value, or {@link Step#REMOVED} if there is none. */
  @FunctionalInterface
  interface Reader {
    @Nullable Object read(ConnectRecord<?> record);
  }

  /** Makes a reader that remembers this many schemas. */
  @FunctionalInterface
  interface Preparation {
    Reader reader(int schemas);
  }

  static Place parse(String text) {
    if (text.startsWith("header:")) {
      String name = text.substring("header:".length());
      return new Place(text, schemas -> record -> header(record, name));
    }
    if (text.equals("key:")) {
      return new Place(text, schemas -> ConnectRecord::key);
    }
    if (text.startsWith("key:")) {
      return new Place(text, at(RecordPart.KEY, text.substring("key:".length())));
    }
    return new Place(text, at(RecordPart.VALUE, text));
  }

  private static Preparation at(RecordPart part, String path) {
    var field = new FieldReader(FieldPath.parseSingle(path));
    return schemas -> new PartReader(part, field, schemas);
  }

  private static @Nullable Object header(ConnectRecord<?> record, String name) {
    Header header = record.headers().lastWithName(name);
    return header == null ? Step.REMOVED : header.value();
  }
}
