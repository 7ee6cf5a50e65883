package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.FieldReader;
import io.millrace.connect.transforms.structure.Step;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** A place in a record: a path in its value or key, or a header. */
record Place(String text, Reader reader) {

  /** Finds the value, or {@link Step#REMOVED} if there is none. */
  @FunctionalInterface
  interface Reader {
    @Nullable Object read(ConnectRecord<?> record);
  }

  static Place parse(String text) {
    if (text.startsWith("header:")) {
      String name = text.substring("header:".length());
      return new Place(text, record -> header(record, name));
    }
    if (text.equals("key:")) {
      return new Place(text, ConnectRecord::key);
    }
    if (text.startsWith("key:")) {
      var reader = new FieldReader(Paths.oneToRead(text.substring("key:".length())));
      return new Place(text, record -> reader.read(record.key()));
    }
    var reader = new FieldReader(Paths.oneToRead(text));
    return new Place(text, record -> reader.read(record.value()));
  }

  @Nullable Object in(ConnectRecord<?> record) {
    return reader.read(record);
  }

  private static @Nullable Object header(ConnectRecord<?> record, String name) {
    Header header = record.headers().lastWithName(name);
    return header == null ? Step.REMOVED : header.value();
  }
}
