package io.millrace.connect.transforms.text;

import io.millrace.connect.transforms.structure.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathEvaluationResult;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import javax.xml.xpath.XPathNodes;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A parser with its expressions, for one thread at a time. Reads nothing but the text. */
final class XmlReader {

  private static final String MAX_DEPTH = "200";

  private final DocumentBuilder builder;
  private final @Nullable XPathExpression record;
  private final List<XPathExpression> attributes = new ArrayList<>();

  XmlReader(@Nullable String record, List<String> attributes, Map<String, String> namespaces) {
    this.builder = builder(!namespaces.isEmpty());
    XPath xpath = xpath(namespaces);
    this.record = record == null ? null : compiled(xpath, record);
    attributes.forEach(expression -> this.attributes.add(compiled(xpath, expression)));
  }

  // The JDK's own implementations: a plugin path may have others, with other features.
  private static DocumentBuilder builder(boolean knowsNamespaces) {
    var factory = DocumentBuilderFactory.newDefaultInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setNamespaceAware(knowsNamespaces);
      factory.setCoalescing(true); // or text() would end where a CDATA section begins
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JVM has no XML parser that can be made safe", e);
    }
  }

  private static XPath xpath(Map<String, String> namespaces) {
    var factory = XPathFactory.newDefaultInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    } catch (XPathFactoryConfigurationException e) {
      throw new IllegalStateException("this JVM has no XPath that can be made safe", e);
    }
    XPath xpath = factory.newXPath();
    xpath.setNamespaceContext(new Prefixes(namespaces));
    return xpath;
  }

  private static XPathExpression compiled(XPath xpath, String expression) {
    try {
      return xpath.compile(expression);
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException("must be XPath 1.0: '" + expression + "' is not", e);
    }
  }

  Document document(InputSource text) throws SAXException, IOException {
    return builder.parse(text);
  }

  List<@Nullable String> texts(Document document) {
    try {
      Node element = element(document);
      List<@Nullable String> texts = new ArrayList<>(attributes.size());
      for (XPathExpression attribute : attributes) {
        texts.add(text(attribute.evaluateExpression(element)));
      }
      return texts;
    } catch (XPathExpressionException e) {
      throw Problem.of("an XPath expression does not apply to this XML");
    }
  }

  private Node element(Document document) throws XPathExpressionException {
    if (record == null) {
      return document.getDocumentElement();
    }
    var found = (NodeList) record.evaluate(document, XPathConstants.NODESET);
    if (found.getLength() != 1) {
      throw Problem.of("got " + found.getLength() + " elements at record.xpath, need 1")
          .fixedBy("record.xpath", "an expression that leads to one, for example with [1]");
    }
    return found.item(0);
  }

  private static @Nullable String text(XPathEvaluationResult<?> result) {
    Object value = result.value();
    if (value instanceof XPathNodes nodes) {
      return nodes.size() == 0 ? null : only(nodes);
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }

  private static String only(XPathNodes nodes) {
    if (nodes.size() > 1) {
      throw Problem.of("got " + nodes.size() + " nodes for one attribute, need 1")
          .fixedBy("attributes", "expressions that lead to one, for example with [1]");
    }
    return nodes.iterator().next().getTextContent();
  }

  /** Throws what the default handler prints to the console. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  private record Prefixes(Map<String, String> addresses) implements NamespaceContext {
    @Override
    public @Nullable String getNamespaceURI(String prefix) {
      return addresses.get(prefix);
    }

    @Override
    public @Nullable String getPrefix(String address) {
      return null;
    }

    @Override
    public Iterator<String> getPrefixes(String address) {
      return List.<String>of().iterator();
    }
  }
}
