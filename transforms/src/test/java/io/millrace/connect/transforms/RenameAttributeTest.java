package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static io.millrace.connect.transforms.Applied.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class RenameAttributeTest {

  private static Transformation<SinkRecord> renaming(String... options) {
    return configured(new RenameAttribute.Value<SinkRecord>(), options);
  }

  private static String ofMap(Object map, String... options) {
    return shown(renaming(options).apply(record(map)).value());
  }

  private static String ofStruct(Object struct, String... options) {
    return ofMap(struct, options);
  }

  @Test
  void aFieldKeepsItsPlaceUnderItsNewName() {
    assertThat(ofMap(map("a", 1, "b", 2), "renames=a:x"))
        .isEqualTo("x=1, b=2")
        .isEqualTo(ofStruct(Records.struct("a", 1, "b", 2), "renames=a:x"));
  }

  @Test
  void severalFieldsOfALargeMapKeepTheirPlaces() {
    Map<String, Object> large = new LinkedHashMap<>();
    IntStream.range(0, 50).forEach(i -> large.put("f" + i, i));
    String expected = shown(large).replace("f3=", "x=").replace("f40=", "y=");

    assertThat(ofMap(large, "renames=f3:x,f40:y,none:z")).isEqualTo(expected);
  }

  @Test
  void aMapWithoutTheFieldsIsAnsweredAsItIs() {
    SinkRecord map = record(map("b", 2));

    assertThat(renaming("renames=a:x").apply(map)).isSameAs(map);
  }

  @Test
  void aNestedFieldMovesUp() {
    String rename = "renames=batch.count:amount";

    assertThat(ofMap(map("sweet", "s", "batch", map("count", 10)), rename))
        .isEqualTo("sweet=s, batch={}, amount=10")
        .isEqualTo(
            ofStruct(Records.struct("sweet", "s", "batch", Records.struct("count", 10)), rename));
    assertThat(
            ofMap(map("sweet", "s", "batch", map("count", 10)), rename, "prune.empty.parents=true"))
        .isEqualTo("sweet=s, amount=10");
  }

  @Test
  void aFieldMovesDownIntoALevelThatIsCreated() {
    assertThat(ofMap(map("a", 1, "b", 2), "renames=a:meta.first"))
        .isEqualTo("b=2, meta={first=1}")
        .isEqualTo(ofStruct(Records.struct("a", 1, "b", 2), "renames=a:meta.first"));
  }

  @Test
  void nothingIsCreatedForAFieldThatIsMissing() {
    SinkRecord map = record(map("b", 2));
    SinkRecord struct = record(Records.struct("b", 2));

    assertThat(renaming("renames=a:meta.first").apply(map)).isSameAs(map);
    assertThat(renaming("renames=a:meta.first").apply(struct)).isSameAs(struct);
  }

  @Test
  void twoFieldsCanSwapNames() {
    assertThat(ofMap(map("a", 1, "b", 2), "renames=a:b,b:a"))
        .isEqualTo("b=1, a=2")
        .isEqualTo(ofStruct(Records.struct("a", 1, "b", 2), "renames=a:b,b:a"));
  }

  @Test
  void aCollisionNamesBothFields() {
    String expected =
        "RenameAttribute: cannot rename 'a', there is a field already at path 'b' in orders-0@123;"
            + " set if.exists=overwrite";

    assertThatThrownBy(() -> ofMap(map("a", 1, "b", 2), "renames=a:b"))
        .hasMessageStartingWith(expected);
    assertThatThrownBy(() -> ofStruct(Records.struct("a", 1, "b", 2), "renames=a:b"))
        .hasMessageStartingWith(expected);
  }

  @Test
  void aCollisionCanBeOverwrittenOrLeft() {
    String[] overwrite = {"renames=a:b", "if.exists=overwrite"};
    String[] keep = {"renames=a:b", "if.exists=keep"};

    assertThat(ofMap(map("a", 1, "b", 2), overwrite))
        .isEqualTo("b=1")
        .isEqualTo(ofStruct(Records.struct("a", 1, "b", 2), overwrite));
    assertThat(ofMap(map("a", 1, "b", 2), keep))
        .isEqualTo("a=1, b=2")
        .isEqualTo(ofStruct(Records.struct("a", 1, "b", 2), keep));
  }

  @Test
  void aFieldThatCannotMoveKeepsItsNameFromOthers() {
    String[] keep = {"renames=a:b,b:c", "if.exists=keep"};

    assertThat(ofMap(map("a", 1, "b", 2, "c", 3), keep))
        .isEqualTo("a=1, b=2, c=3")
        .isEqualTo(ofStruct(Records.struct("a", 1, "b", 2, "c", 3), keep));
    assertThat(ofMap(map("a", 1, "b", 2), keep))
        .isEqualTo("b=1, c=2")
        .isEqualTo(ofStruct(Records.struct("a", 1, "b", 2), keep));
  }

  @Test
  void aFieldWhosePlaceAtAnotherLevelIsTakenStays() {
    String[] keep = {"renames=a:x.a", "if.exists=keep"};

    assertThat(ofMap(map("a", 1, "x", map("a", 2)), keep))
        .isEqualTo("a=1, x={a=2}")
        .isEqualTo(ofStruct(Records.struct("a", 1, "x", Records.struct("a", 2)), keep));
    assertThat(ofMap(map("a", 1, "x", map("b", 2)), keep))
        .isEqualTo("x={b=2, a=1}")
        .isEqualTo(ofStruct(Records.struct("a", 1, "x", Records.struct("b", 2)), keep));
  }

  @Test
  void aMissingFieldIsAnErrorWhenItMustBeThere() {
    String[] options = {"renames=a:b", "on.missing=fail"};

    assertThatThrownBy(() -> ofMap(map("c", 1), options))
        .hasMessageContaining("there is no field at path 'a'");
    assertThatThrownBy(() -> ofStruct(Records.struct("c", 1), options))
        .hasMessageContaining("there is no field at path 'a'");
  }

  @Test
  void headersAreRenamedInPlace() {
    SinkRecord record = record(map("a", 1));
    record.headers().addString("x.y", "1").addString("z", "2");
    var transform = configured(new RenameAttribute.Header<SinkRecord>(), "renames=x.y:origin");

    assertThat(transform.apply(record).headers())
        .extracting(Header::key)
        .containsExactly("origin", "z");
    assertThat(record.headers()).extracting(Header::key).containsExactly("x.y", "z");
  }

  @Test
  void aHeaderThatCannotMoveKeepsItsNameFromOthers() {
    SinkRecord record = record(map("a", 1));
    record.headers().addString("a", "1").addString("b", "2").addString("c", "3");
    var transform =
        configured(new RenameAttribute.Header<SinkRecord>(), "renames=a:b,b:c", "if.exists=keep");

    assertThat(transform.apply(record).headers())
        .extracting(Header::key)
        .containsExactly("a", "b", "c");
  }

  @Test
  void namesOfHeadersAreNoPaths() {
    SinkRecord record = record(map("a", 1));
    record.headers().addString("x.a", "1").addString("y..b[0]", "2");
    var transform =
        configured(new RenameAttribute.Header<SinkRecord>(), "renames=x.a:x.a.b,y..b[0]:`c,d`");

    assertThat(transform.apply(record).headers())
        .extracting(Header::key)
        .containsExactly("x.a.b", "c,d");
  }

  @Test
  void validationRefusesWhatContradictsItself() {
    assertThat(error("a")).contains("must be pairs such as old:new");
    assertThat(error("a:b,a.c:d")).contains("must not name a field twice");
    assertThat(error("a:x,b:x")).contains("must not have the same new name twice: 'x'");
    assertThat(error("a:a.b")).contains("must not move 'a' into itself");
    assertThat(error("x:y,a:x.b")).contains("must not move 'a' into 'x', which itself moves");
    assertThat(error("a*:b")).contains("must not have '*' outside of back-ticks");
  }

  private static String error(String renames) {
    return Applied.errors(RenameAttribute.SPEC.validate(options("renames=" + renames)))
        .get("renames");
  }
}
