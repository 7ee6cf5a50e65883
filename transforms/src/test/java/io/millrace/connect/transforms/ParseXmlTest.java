package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static io.millrace.connect.transforms.Applied.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ParseXmlTest {

  private static final String ORDER =
      "<order id='7'>\n <customer>\n  <name> Jaffa </name>\n </customer>"
          + "<line sku='a'/><line sku='b'/></order>";

  private static SinkRecord parsed(Object value, String... options) {
    return configured(new ParseXml.Value<SinkRecord>(), options).apply(record(value));
  }

  @Test
  void expressionsLeadToAttributes() {
    SinkRecord after =
        parsed(
            ORDER,
            "attributes=id:int64=@id,name=customer/name,gone=x/y,lines:int32=count(line),"
                + "both=concat(line[1]/@sku, ',', line[2]/@sku)");

    assertThat(shown(after.value())).isEqualTo("id=7, name=Jaffa, gone=null, lines=2, both=a,b");
    assertThat(after.valueSchema().field("id").schema()).isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
  }

  @Test
  void theRecordCanBeAnElementInside() {
    assertThat(shown(parsed(ORDER, "attributes=name=name", "record.xpath=/order/customer").value()))
        .isEqualTo("name=Jaffa");
    assertThatThrownBy(() -> parsed(ORDER, "attributes=sku=@sku", "record.xpath=//line"))
        .hasMessageContaining("got 2 elements at record.xpath, need 1 in orders-0@123");
  }

  @Test
  void severalNodesForOneAttributeAreAnError() {
    assertThatThrownBy(() -> parsed(ORDER, "attributes=sku=line/@sku"))
        .hasMessageContaining("got 2 nodes for one attribute, need 1");
  }

  @Test
  void cdataIsTextLikeWhatIsAroundIt() {
    String around = "<a><name>\n  <![CDATA[Smith & Sons]]>\n</name></a>";
    String inFront = "<a><name><![CDATA[A & B]]> Ltd</name></a>";

    for (String path : List.of("name", "name/text()", "string(name)")) {
      assertThat(shown(parsed(around, "attributes=n=" + path).value())).isEqualTo("n=Smith & Sons");
      assertThat(shown(parsed(inFront, "attributes=n=" + path).value())).isEqualTo("n=A & B Ltd");
    }
  }

  @Test
  void namespacesCountOnlyWhenTheyAreNamed() {
    String xml = "<o:order xmlns:o='urn:o' xmlns='urn:d'><id>5</id></o:order>";

    assertThat(shown(parsed(xml, "attributes=id=id").value())).isEqualTo("id=5");
    assertThat(
            shown(parsed(xml, "attributes=id=/x:order/d:id", "namespaces=x=urn:o,d=urn:d").value()))
        .isEqualTo("id=5");
  }

  @Test
  void aDoctypeIsRefused() {
    String xml = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>";

    assertThatThrownBy(() -> parsed(xml, "attributes=a=."))
        .hasMessageStartingWith("ParseXml: the text is not XML that is allowed, see line 1")
        .hasMessageContaining("a DOCTYPE is refused");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    String xml = "<a>".repeat(100_000) + "</a>".repeat(100_000);

    assertThatThrownBy(() -> parsed(xml, "attributes=a=."))
        .hasMessageContaining("the text is not XML that is allowed");
  }

  @Test
  void whatIsNotXmlIsAnErrorThatShowsNoData() {
    assertThatThrownBy(() -> parsed("<secret", "attributes=a=."))
        .hasMessageContaining("the text is not XML that is allowed, see line 1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theTextInAFieldIsParsedInItsPlace() {
    assertThat(shown(parsed(map("x", "<a b='1'/>", "n", 2), "attributes=b=@b", "field=x").value()))
        .isEqualTo("x={b=1}, n=2");
  }

  @Test
  void validationNamesWrongExpressions() {
    assertThat(errors("attributes=a=/[").get("attributes")).contains("must be XPath 1.0");
    assertThat(errors("attributes=a").get("attributes")).contains("must be pairs");
    assertThat(errors("attributes=a=.", "record.xpath=///")).containsOnlyKeys("record.xpath");
    assertThat(errors("attributes=a=x:y").get("attributes")).contains("prefixes that namespaces");
    assertThat(errors("attributes=a=x:y", "namespaces=x=urn:x")).isEmpty();
    assertThat(errors("attributes=a=.", "namespaces=x")).containsOnlyKeys("namespaces");
  }

  private static Map<String, String> errors(String... options) {
    return Applied.errors(ParseXml.SPEC.validate(options(options)));
  }
}
