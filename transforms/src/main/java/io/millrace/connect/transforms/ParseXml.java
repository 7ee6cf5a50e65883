package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.text.XmlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** Turns XML text into a struct by XPath expressions. */
public abstract class ParseXml<R extends ConnectRecord<R>> extends PartTransform<R> {

  /** One attribute with the expression that leads to it. */
  record Found(Column column, String xpath) {

    static List<Found> parse(String text) {
      List<Found> all = Items.split(text).stream().map(Found::one).toList();
      if (all.stream().map(found -> found.column.name()).distinct().count() < all.size()) {
        throw new IllegalArgumentException("must not have the same name twice");
      }
      return all;
    }

    private static Found one(String item) {
      int equals = Items.indexOf(item, '=');
      if (equals < 0) {
        throw new IllegalArgumentException("must be pairs such as id:int64=@id");
      }
      Column column = Column.one(item.substring(0, equals).trim());
      return new Found(column, item.substring(equals + 1).trim());
    }

    static String text(List<Found> all) {
      return String.join(
          ",", all.stream().map(f -> Column.text(List.of(f.column)) + "=" + f.xpath).toList());
    }
  }

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-parse-xml", "ParseXml");

  static final Option<List<Found>> ATTRIBUTES =
      SPEC.parsed("attributes", Found::parse, Found::text, "`name=xpath` or `name:type=xpath`")
          .group("XML")
          .required()
          .doc(
              "The attributes of the result with the XPath 1.0 expressions that lead to them from"
                  + " the element of the record, as in `id:int64=@id,name=customer/name`. What is"
                  + " not there is null; more than one node is an error.");
  static final Option<Optional<String>> RECORD_XPATH =
      SPEC.text("record.xpath")
          .group("XML")
          .optional()
          .doc("Leads to the one element the attributes are in; without it that is the outermost.");
  static final Option<Optional<Map<String, String>>> NAMESPACES =
      SPEC.parsed("namespaces", ParseXml::namespaces, ParseXml::text, "`prefix=address` pairs")
          .group("XML")
          .optional()
          .doc(
              "The namespaces whose prefixes the expressions use. Without this option namespaces"
                  + " are ignored, and names match as they are written in the text.");
  static final Option<Boolean> TRIM =
      SPEC.bool("trim")
          .group("XML")
          .defaultTo(true)
          .doc("Whether blanks and line ends around the text of attributes are left out.");
  static final FieldOptions FIELD = FieldOptions.declaredOn(SPEC);
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        ATTRIBUTES,
        s -> !isXpath(s, null, s.get(ATTRIBUTES)),
        "must be XPath 1.0 expressions, with prefixes that namespaces names");
    SPEC.rule(
        RECORD_XPATH,
        s -> !isXpath(s, s.get(RECORD_XPATH).orElse(null), List.of()),
        "must be an XPath 1.0 expression, with prefixes that namespaces names");
    FIELD.checkedForParsing(SPEC);
  }

  ParseXml(RecordPart part) {
    super("ParseXml", SPEC, COMMON, part);
  }

  private static boolean isXpath(Settings settings, @Nullable String record, List<Found> found) {
    try {
      xml(settings, record, found);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static XmlText xml(Settings settings, @Nullable String record, List<Found> found) {
    return new XmlText(
        record,
        found.stream().map(Found::xpath).toList(),
        settings.get(NAMESPACES).orElse(Map.of()));
  }

  private static Map<String, String> namespaces(String text) {
    Map<String, String> namespaces = new LinkedHashMap<>();
    for (String item : Items.split(text)) {
      int equals = item.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("must be pairs such as o=urn:orders");
      }
      namespaces.put(item.substring(0, equals).trim(), item.substring(equals + 1).trim());
    }
    return namespaces;
  }

  private static String text(Map<String, String> namespaces) {
    return String.join(
        ",", namespaces.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  @Override
  final Rule rule(Settings settings) {
    List<Found> attributes = settings.get(ATTRIBUTES);
    XmlText xml = xml(settings, settings.get(RECORD_XPATH).orElse(null), attributes);
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    var columns =
        new TextColumns(
            attributes.stream().map(Found::column).toList(),
            null,
            FIELD.isUsed(settings),
            isNullOnError);
    boolean isTrimmed = settings.get(TRIM);
    var parser =
        new ColumnsParser(columns, text -> isTrimmed ? trimmed(xml.texts(text)) : xml.texts(text));
    return FIELD.parseRule(settings, parser, isNullOnError);
  }

  private static List<@Nullable String> trimmed(List<@Nullable String> texts) {
    List<@Nullable String> trimmed = new ArrayList<>(texts.size());
    texts.forEach(text -> trimmed.add(text == null ? null : text.strip()));
    return trimmed;
  }

  /** Parses the key. */
  public static final class Key<R extends ConnectRecord<R>> extends ParseXml<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Parses the value. */
  public static final class Value<R extends ConnectRecord<R>> extends ParseXml<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }
}
