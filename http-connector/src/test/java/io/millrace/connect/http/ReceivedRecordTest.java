package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ReceivedRecordTest {

  @Test
  void requestsThatSayTheSameAreTwoRecords() {
    var record = new SourceRecord(null, null, "in", null, Schema.STRING_SCHEMA, "same");

    Set<SourceRecord> records =
        Set.of(new ReceivedRecord(record, null), new ReceivedRecord(record, null));

    assertThat(records).hasSize(2);
  }
}
