package io.millrace.connect.transforms.text;

import io.millrace.connect.transforms.structure.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Takes XML apart by XPath expressions. Safe for many threads: parsers and compiled expressions,
 * which are not, are lent out one by one.
 */
public final class XmlText {

  private final @Nullable String record;
  private final List<String> attributes;
  private final Map<String, String> namespaces;
  private final Queue<XmlReader> idle = new ConcurrentLinkedQueue<>();

  /**
   * Compiles the expressions; throws IllegalArgumentException naming one that is wrong.
   *
   * @param record leads to the element the attributes are in, or null for the outermost one
   * @param namespaces their addresses by the prefixes of the expressions; none to ignore them
   */
  public XmlText(@Nullable String record, List<String> attributes, Map<String, String> namespaces) {
    this.record = record;
    this.attributes = List.copyOf(attributes);
    this.namespaces = Map.copyOf(namespaces);
    idle.add(reader());
  }

  private XmlReader reader() {
    return new XmlReader(record, attributes, namespaces);
  }

  /** The texts of the attributes; throws {@link Problem} if the text is not such XML. */
  public List<@Nullable String> texts(String text) {
    XmlReader lent = idle.poll();
    XmlReader reader = lent == null ? reader() : lent;
    try {
      Document document = reader.document(new InputSource(new StringReader(text)));
      return new ArrayList<>(reader.texts(document));
    } catch (SAXParseException e) {
      throw Problem.of(
          "the text is not XML that is allowed, see line "
              + e.getLineNumber()
              + ", column "
              + e.getColumnNumber()
              + reason(e));
    } catch (SAXException | IOException e) {
      throw Problem.of("the text is not XML");
    } finally {
      idle.add(reader);
    }
  }

  /** Messages of the parser may quote the text; this one matters enough to be recognised. */
  private static String reason(SAXParseException e) {
    return String.valueOf(e.getMessage()).contains("DOCTYPE")
        ? " (a DOCTYPE is refused, as it can read files and addresses)"
        : "";
  }
}
