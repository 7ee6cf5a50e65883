package io.millrace.connect.http.mapping;

import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.data.Vocabulary;

/** What templates of requests are filled from. */
public final class Places {

  private static final Vocabulary<RecordData> VOCABULARY =
      Vocabulary.ofRecords()
          .with("offset", RecordData::offset)
          .with("value", record -> PlainText.dated(record.valueSchema(), record.value()));

  private Places() {}

  /** Reads a template; throws IllegalArgumentException saying what it must be. */
  public static Template<RecordData> template(String text) {
    return Template.parse(text, VOCABULARY);
  }
}
