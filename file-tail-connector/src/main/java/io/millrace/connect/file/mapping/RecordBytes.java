package io.millrace.connect.file.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.Bytes;
import io.millrace.connect.data.JsonData;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Turns the value of a record into what is appended to its file. */
public final class RecordBytes {

  private static final CsvSchema CELLS =
      CsvSchema.emptySchema().withLineSeparator("").withoutHeader();

  private final RecordFormat format;
  private final byte[] separator;
  private final NullValues nullValues;
  private final CsvMapper csv =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  public RecordBytes(RecordFormat format, byte[] separator, NullValues nullValues) {
    this.format = format;
    this.separator = separator.clone();
    this.nullValues = nullValues;
  }

  /**
   * The bytes of a record; empty when it leaves nothing in the file.
   *
   * @throws DeliveryException BAD_RECORD if the format cannot hold the value
   */
  public Optional<byte[]> of(RecordData record) {
    Object value = record.value();
    if (value == null) {
      return ofNull();
    }
    try {
      return switch (format) {
        case RAW -> Optional.of(text(record.valueSchema(), value));
        case LINE -> Optional.of(ended(text(record.valueSchema(), value)));
        case JSON -> Optional.of(ended(JsonData.bytes(record.valueSchema(), value)));
        case CSV -> Optional.of(ended(csv(value)));
      };
    } catch (IOException e) {
      throw new DeliveryException(
          BAD_RECORD, "Its value cannot be written as " + format + ": " + e.getMessage() + ".", e);
    }
  }

  private Optional<byte[]> ofNull() {
    return switch (nullValues) {
      case IGNORE -> Optional.empty();
      case EMPTY -> format == RecordFormat.RAW ? Optional.empty() : Optional.of(separator.clone());
      case FAIL ->
          throw new DeliveryException(
              BAD_RECORD,
              "It has no value. Set behavior.on.null.values=ignore or =empty to accept that.");
    };
  }

  private byte[] ended(byte[] content) {
    byte[] ended = Arrays.copyOf(content, content.length + separator.length);
    System.arraycopy(separator, 0, ended, content.length, separator.length);
    return ended;
  }

  private byte[] csv(Object value) throws IOException {
    List<Object> cells = new ArrayList<>();
    if (value instanceof Struct struct) {
      for (var field : struct.schema().fields()) {
        cells.add(cell(field.schema(), struct.getWithoutDefault(field.name())));
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Object element : map.values()) {
        cells.add(cell(null, element));
      }
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        cells.add(cell(null, element));
      }
    } else {
      throw new DeliveryException(
          BAD_RECORD, "format=csv needs a value with fields or a list. Use format=line for text.");
    }
    return csv.writer(CELLS).writeValueAsBytes(cells);
  }

  // A null at the end of a row would be left out, with its comma.
  private static Object cell(@Nullable Schema schema, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Struct || value instanceof Map || value instanceof List) {
      throw new DeliveryException(
          BAD_RECORD, "format=csv cannot hold fields within fields. Use format=json.");
    }
    if (value instanceof ByteBuffer buffer) {
      return Bytes.of(buffer);
    }
    boolean isPlain = value instanceof Number || value instanceof Date;
    return isPlain ? String.valueOf(PlainText.of(schema, value)) : value;
  }

  private static byte[] text(@Nullable Schema schema, Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof ByteBuffer buffer) {
      return Bytes.of(buffer);
    }
    if (value instanceof Struct || value instanceof Map || value instanceof List) {
      throw new DeliveryException(
          BAD_RECORD, "Its value is not text. Use format=json or format=csv.");
    }
    return String.valueOf(PlainText.of(schema, value)).getBytes(StandardCharsets.UTF_8);
  }
}
