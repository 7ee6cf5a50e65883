package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.JsonPointer;
import io.millrace.connect.http.client.StatusCodes;
import io.millrace.connect.http.mapping.PollUrl;
import io.millrace.connect.http.mapping.ValueForm;
import io.millrace.connect.http.poll.PageFormat;
import io.millrace.connect.http.poll.Paging;
import io.millrace.connect.http.poll.PollMode;
import io.millrace.connect.http.poll.PollRules;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The options of the polling HTTP source. */
final class HttpPollConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SOURCE_CONNECTOR, "http-poll-source", "HTTP poll source");

  private static final String REQUESTS = "Requests";
  private static final String READING = "Reading on";
  private static final String RECORDS = "Records";

  static final Option<PollUrl> URL =
      SPEC.parsed("http.url", PollUrl::parse, PollUrl::toString, "a URL, with ${...}")
          .group(REQUESTS)
          .alias("http.api.url")
          .required()
          .doc(
              "What is asked, such as `https://shop.example/orders?after=${offset}&n=${limit}`."
                  + " `${offset}`, `${cursor}`, `${page}` and `${timestamp}` all stand for where"
                  + " reading stands (empty at the beginning, unless `http.initial.offset` is set),"
                  + " `${limit}` for `page.size`, `${now}` for the time, `${entity}` for the"
                  + " entity. Values are percent-encoded.");

  static final Option<Optional<String>> HEADERS =
      SPEC.text("headers")
          .group(REQUESTS)
          .check(
              text -> fields(text) != null,
              "headers such as Accept: text/plain, separated by |, none of the connection")
          .optional()
          .doc("Headers of every request, separated by `|`. The first colon ends the name.");

  static final Option<Duration> INTERVAL =
      SPEC.millis("request.interval.ms")
          .group(REQUESTS)
          .alias("http.timer.interval.millis")
          .between(Duration.ofMillis(1), Duration.ofDays(7))
          .defaultTo(Duration.ofMinutes(1))
          .doc("How long to wait after the last page before asking again.");

  static final Option<Integer> MAX_PAGES =
      SPEC.integer("max.pages.per.poll")
          .group(REQUESTS)
          .between(1, 1_000_000)
          .defaultTo(100)
          .doc("After so many pages in a row the interval is waited for, even if there are more.");

  static final Option<Integer> MAX_BYTES =
      SPEC.integer("http.response.max.bytes")
          .group(REQUESTS)
          .atLeast(1)
          .defaultTo(64 * 1024 * 1024)
          .doc("How long an answer may be; a longer one fails the task.");

  static final Option<Boolean> CONDITIONAL =
      SPEC.bool("conditional.requests")
          .group(REQUESTS)
          .defaultTo(true)
          .doc(
              "Whether a snapshot is asked for only if it has changed (`If-None-Match`,"
                  + " `If-Modified-Since`), where the server gave an `ETag` or `Last-Modified`.");

  static final Option<Optional<StatusCodes>> SKIPPED =
      SPEC.parsed("status.codes.skip", StatusCodes::parse, StatusCodes::toString, "codes, ranges")
          .group(REQUESTS)
          .optional()
          .doc("Answers, such as 404, that mean that there is nothing yet; 304 always does.");

  static final Option<List<String>> ENTITIES =
      SPEC.list("entity.names")
          .group(REQUESTS)
          .defaultTo(List.of())
          .doc(
              "Names to ask for one by one, filled in for `${entity}`. Each is read on by itself;"
                  + " tasks share them.");

  static final Option<PollMode> MODE =
      SPEC.choice("http.source.mode", PollMode.class)
          .group(READING)
          .defaultTo(PollMode.SNAPSHOT)
          .doc(
              "`snapshot`: all of it whenever it has changed. `incrementing` and `timestamp`:"
                  + " records whose number or time at `http.offset.json.pointer` is new; times are"
                  + " compared as numbers or points in time (ISO 8601 with a zone) if all of an"
                  + " answer are that, else as text, and of equal ones keys are remembered."
                  + " `cursor` and `link`: from page to page as the answer says. `page` and"
                  + " `offset`: by counting. Paged lists must grow at their end only: the last page"
                  + " is asked again until there is a next one.");

  static final Option<Optional<String>> INITIAL =
      SPEC.text("http.initial.offset")
          .group(READING)
          .optional()
          .doc("Where reading begins: a number, a time, a cursor; pages begin at 1, offsets at 0.");

  static final Option<Optional<JsonPointer>> MARK =
      pointer("http.offset.json.pointer", READING, "Where a record has its number or time.");

  static final Option<Optional<JsonPointer>> NEXT =
      pointer("http.next.page.json.pointer", READING, "Where an answer has the next cursor.");

  static final Option<Optional<String>> NEXT_HEADER =
      SPEC.text("http.next.page.header")
          .group(READING)
          .optional()
          .doc("The header with the next cursor, instead of a place in the body.");

  static final Option<Integer> PAGE_SIZE =
      SPEC.integer("page.size")
          .group(READING)
          .between(0, 1_000_000)
          .defaultTo(0)
          .doc(
              "How many records a full page has, in the modes `page`, which needs it, and `offset`;"
                  + " a page that is not full is the last and is asked again, because it may grow."
                  + " 0 means that only an empty one is. In `timestamp` it must be more than one"
                  + " time has records; a full page without a new one is warned of.");

  static final Option<String> TOPIC =
      SPEC.text("topic")
          .group(RECORDS)
          .alias("kafka.topic")
          .check(topic -> topic.matches("[a-zA-Z0-9._-]{1,249}"), "the name of a topic")
          .required()
          .doc("The topic records go to.");

  static final Option<PageFormat> FORMAT =
      SPEC.choice("http.response.format", PageFormat.class)
          .group(RECORDS)
          .defaultTo(PageFormat.JSON)
          .doc(
              "What an answer is: JSON, JSON in lines, lines of text, `csv` with the names of the"
                  + " columns in its first line (each row becomes an object of texts), or one text.");

  static final Option<Character> DELIMITER =
      SPEC.parsed(
              "http.response.csv.delimiter",
              HttpPollConfig::delimiter,
              c -> c == '\t' ? "\\t" : c.toString(),
              "one character, or \\t")
          .group(RECORDS)
          .defaultTo(',')
          .doc("What is between the columns of `http.response.format=csv`; `\\t` for a tabulator.");

  static final Option<Optional<JsonPointer>> DATA =
      pointer(
          "http.response.data.json.pointer",
          RECORDS,
          "Where the records are in a JSON answer, such as `/items`. An array is a record for each"
              + " element, null is none, anything else is one. The default is all of it.");

  static final Option<Optional<JsonPointer>> KEY =
      pointer("http.key.json.pointer", RECORDS, "Where a record has its key.");

  static final Option<ValueForm> VALUE_FORMAT =
      SPEC.choice("value.format", ValueForm.class)
          .group(RECORDS)
          .defaultTo(ValueForm.STRING)
          .doc(
              "What JSON becomes: text (`string`, for the StringConverter) or maps (`schemaless`,"
                  + " for the JsonConverter with `schemas.enable=false`).");

  static final ClientOptions CLIENT = new ClientOptions(SPEC);

  static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        MARK,
        s ->
            Set.of(PollMode.INCREMENTING, PollMode.TIMESTAMP).contains(s.get(MODE))
                && s.get(MARK).isEmpty(),
        "http.source.mode=incrementing and timestamp need http.offset.json.pointer");
    SPEC.rule(
        KEY,
        s -> s.get(MODE) == PollMode.TIMESTAMP && s.get(KEY).isEmpty(),
        "http.source.mode=timestamp needs http.key.json.pointer, to tell records of the same time");
    SPEC.rule(
        NEXT,
        s ->
            s.get(MODE) == PollMode.CURSOR && s.get(NEXT).isEmpty() && s.get(NEXT_HEADER).isEmpty(),
        "http.source.mode=cursor needs http.next.page.json.pointer or http.next.page.header");
    SPEC.rule(
        URL,
        s ->
            s.get(MODE) == PollMode.CURSOR && !s.get(URL).has("cursor")
                || s.get(MODE) == PollMode.PAGE && !s.get(URL).has("page")
                || s.get(MODE) == PollMode.OFFSET && !s.get(URL).has("offset"),
        "must have ${cursor}, ${page} or ${offset}, as http.source.mode says");
    // Whether a page will still grow shows in its size only.
    SPEC.rule(
        PAGE_SIZE,
        s -> s.get(MODE) == PollMode.PAGE && s.get(PAGE_SIZE) == 0,
        "http.source.mode=page needs page.size, to tell a page that is full from one that will"
            + " grow");
    SPEC.rule(
        INITIAL,
        s ->
            Set.of(PollMode.PAGE, PollMode.OFFSET).contains(s.get(MODE))
                && !s.get(INITIAL).orElse("0").matches("\\d{1,18}"),
        "must be a whole number");
    SPEC.rule(
        ENTITIES,
        s -> !s.get(ENTITIES).isEmpty() && !s.get(URL).has("entity"),
        "needs ${entity} in http.url");
  }

  private HttpPollConfig() {}

  static Paging paging(Settings settings) {
    return new Paging(
        settings.get(MODE),
        settings.get(MARK),
        settings.get(KEY),
        settings.get(NEXT),
        settings.get(NEXT_HEADER),
        settings.get(PAGE_SIZE));
  }

  static PollRules rules(Settings settings, Clock clock) {
    var random = RandomGenerator.getDefault();
    List<HeaderField> headers = settings.get(HEADERS).map(HttpPollConfig::fields).orElse(List.of());
    return new PollRules(
        "GET",
        headers,
        settings.get(INTERVAL),
        settings.get(MAX_PAGES),
        settings.get(CONDITIONAL),
        settings.get(FORMAT),
        settings.get(DATA).orElse(JsonPointer.parse("")),
        settings.get(DELIMITER),
        settings.get(SKIPPED).orElse(StatusCodes.parse("304")),
        CLIENT.retried(settings),
        CLIENT.retryAfter(settings, clock),
        () -> RETRY.budget(settings, random));
  }

  /** Where reading begins. */
  static Optional<String> initial(Settings settings) {
    return switch (settings.get(MODE)) {
      case PAGE -> Optional.of(settings.get(INITIAL).orElse("1"));
      case OFFSET -> Optional.of(settings.get(INITIAL).orElse("0"));
      case LINK, SNAPSHOT -> Optional.empty();
      case INCREMENTING, TIMESTAMP, CURSOR -> settings.get(INITIAL);
    };
  }

  /** The names to ask for; a single empty one if there are none. */
  static List<String> entities(Settings settings) {
    return settings.get(ENTITIES).isEmpty() ? List.of("") : settings.get(ENTITIES);
  }

  private static Option<Optional<JsonPointer>> pointer(String key, String group, String doc) {
    return SPEC.parsed(key, JsonPointer::parse, JsonPointer::toString, "a JSON pointer, as /a/b")
        .group(group)
        .optional()
        .doc(doc);
  }

  private static @org.jspecify.annotations.Nullable List<HeaderField> fields(String text) {
    List<HeaderField> fields = new ArrayList<>();
    for (String header : text.split("\\|")) {
      int colon = header.indexOf(':');
      String name = header.substring(0, Math.max(0, colon)).trim();
      String value = header.substring(colon + 1).trim();
      if (!HeaderField.isSendable(name, value) || HeaderField.isOfConnection(name)) {
        return null;
      }
      fields.add(new HeaderField(name, value));
    }
    return fields;
  }

  private static char delimiter(String text) {
    if (text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1 || text.charAt(0) == '"') {
      throw new IllegalArgumentException("must be one character other than a quote, or \\t");
    }
    return text.charAt(0);
  }
}
