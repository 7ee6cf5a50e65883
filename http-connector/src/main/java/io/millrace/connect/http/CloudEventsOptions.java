package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.http.mapping.CloudEvents;
import io.millrace.connect.http.mapping.CloudEventsMode;
import io.millrace.connect.http.mapping.Places;

/** Whether requests are CloudEvents, and what they say of themselves. */
final class CloudEventsOptions extends OptionGroup {

  private static final String GROUP = "CloudEvents";

  final Option<CloudEventsMode> mode =
      spec.choice("cloudevents.mode", CloudEventsMode.class)
          .group(GROUP)
          .defaultTo(CloudEventsMode.OFF)
          .doc(
              "Whether requests are CloudEvents 1.0: attributes in headers (`binary`) or all in"
                  + " the body (`structured`; in an array with batches). Within such a body data"
                  + " that is no JSON is quoted as text, and what is no text is in Base64. Headers"
                  + " `ce_...` of a record become attributes.");

  final Option<Template<RecordData>> source =
      spec.parsed("cloudevents.source", Places::template, Template::toString, "text, with ${...}")
          .group(GROUP)
          .defaultTo(Places.template("/kafka/${topic}"))
          .doc("The source of an event whose record has no header `ce_source`.");

  final Option<Template<RecordData>> type =
      spec.parsed("cloudevents.type", Places::template, Template::toString, "text, with ${...}")
          .group(GROUP)
          .defaultTo(Places.template("kafka.${topic}"))
          .doc("The type of an event whose record has no header `ce_type`.");

  CloudEventsOptions(ConfigSpec spec, BatchOptions batches) {
    super(spec);
    spec.rule(
        mode,
        s -> batches.areUsed(s) && s.get(mode) == CloudEventsMode.BINARY,
        "a request in binary mode is one event; use structured, or batch.size=1");
    spec.rule(
        mode,
        s ->
            batches.areUsed(s)
                && s.get(mode) == CloudEventsMode.STRUCTURED
                && s.get(batches.format) != BatchStyle.JSON_ARRAY,
        "a batch of events needs batch.format=json_array");
  }

  CloudEvents chosen(Settings settings) {
    return new CloudEvents(settings.get(mode), settings.get(source), settings.get(type));
  }
}
