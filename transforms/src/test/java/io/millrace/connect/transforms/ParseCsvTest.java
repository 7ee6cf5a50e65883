package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static io.millrace.connect.transforms.Applied.shown;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class ParseCsvTest {

  private static Transformation<SinkRecord> parser(String... options) {
    return configured(new ParseCsv.Value<SinkRecord>(), options);
  }

  private static String parsed(String line, String... options) {
    return shown(parser(options).apply(record(line)).value());
  }

  @Test
  void aQuotedColumnKeepsItsComma() {
    SinkRecord after = parser("columns=name,amount:float64").apply(record("\"Jaffa, Cake\",90.0"));

    assertThat(shown(after.value())).isEqualTo("name=Jaffa, Cake, amount=90.0");
    assertThat(after.valueSchema().field("amount").schema())
        .isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
  }

  @Test
  void missingColumnsAreNullWhenAllowed() {
    assertThat(parsed("a,b", "columns=x,y,z", "missing.columns=null"))
        .isEqualTo("x=a, y=b, z=null");
  }

  @Test
  void theWrongNumberOfColumnsIsAnErrorThatShowsTheWayOut() {
    assertThatThrownBy(() -> parsed("1,2,3,4", "columns=a,b,c,d,e"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "ParseCsv: 4 columns where 5 were expected in orders-0@123; set missing.columns=null to"
                + " fill them with null, or on.error=skip, null, drop or tag to let such records"
                + " pass");
    assertThatThrownBy(() -> parsed("1,2", "columns=a"))
        .hasMessageContaining("set extra.columns=ignore to leave the others out");
  }

  @Test
  void extraColumnsCanBeIgnoredOrListed() {
    assertThat(parsed("1,2,3", "columns=a", "extra.columns=ignore")).isEqualTo("a=1");
    assertThat(parsed("1,2,3", "columns=a", "extra.columns=list")).isEqualTo("a=1, extra=[2, 3]");
  }

  @Test
  void everyTypeIsRead() {
    String columns =
        "columns=a:int8,b:int16,c:int32,d:int64,e:float32,f:float64,g:boolean,h:string,"
            + "i:decimal(10,2),j:date,k:time,l:timestamp,m:bytes";

    SinkRecord after =
        parser(columns)
            .apply(
                record("1,2,3,4,5.5,6.5,true,x,90.0,2026-01-01,12:30:00,2026-01-01T00:00:00Z,y"));

    assertThat(shown(after.value()))
        .startsWith("a=1, b=2, c=3, d=4, e=5.5, f=6.5, g=true, h=x, i=90.00, j=")
        .endsWith("m=[121]");
  }

  @Test
  void bytesAreReadAsUtf8() {
    var record =
        new SinkRecord("orders", 0, null, null, Schema.BYTES_SCHEMA, "Käse,1".getBytes(UTF_8), 123);
    var schemaless = new SinkRecord("orders", 0, null, null, null, "Käse,1".getBytes(UTF_8), 123);
    var broken = new SinkRecord("orders", 0, null, null, null, new byte[] {'a', -1, ',', '1'}, 123);
    var transform = parser("columns=name,n:int32");

    assertThat(shown(transform.apply(record).value())).isEqualTo("name=Käse, n=1");
    assertThat(shown(transform.apply(schemaless).value())).isEqualTo("name=Käse, n=1");
    assertThatThrownBy(() -> transform.apply(broken)).hasMessageContaining("not UTF-8");
  }

  @Test
  void nothingIsNullAndQuotedNothingIsEmpty() {
    assertThat(parsed(",\"\",,NULL", "columns=a,b,c:int32,d", "null.literals=NULL"))
        .isEqualTo("a=null, b=, c=null, d=null");
    assertThat(parsed("", "columns=a")).isEqualTo("a=null");
  }

  @Test
  void theDialectCanBeChosen() {
    assertThat(parsed("'a;b';c\\;d", "columns=x,y", "delimiter=;", "quote='", "escape=\\"))
        .isEqualTo("x=a;b, y=c;d");
    assertThat(parsed("a\t\"b", "columns=x,y", "delimiter=tab", "quote=none"))
        .isEqualTo("x=a, y=\"b");
    assertThat(parsed(" a , b ", "columns=x,y", "trim=true")).isEqualTo("x=a, y=b");
    assertThat(parsed(" a , b ", "columns=x,y")).isEqualTo("x= a , y= b ");
  }

  @Test
  void lineEndsAreNoColumns() {
    assertThat(parsed("a,b\r\n", "columns=x,y")).isEqualTo("x=a, y=b");
    assertThatThrownBy(() -> parsed("a,b\nc,d", "columns=x,y"))
        .hasMessageContaining("more than one line of CSV");
    assertThat(parsed("a,\"b\nc\"", "columns=x,y")).isEqualTo("x=a, y=b\nc");
  }

  @Test
  void anOpenQuoteIsAnErrorThatShowsNoData() {
    assertThatThrownBy(() -> parsed("ok,\"secret", "columns=x,y"))
        .hasMessageStartingWith("ParseCsv: the text is not CSV behind column 1 in orders-0@123;")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aValueOfTheWrongTypeIsAnErrorThatShowsNoData() {
    assertThatThrownBy(() -> parsed("x,secret", "columns=a,n:int32"))
        .hasMessageStartingWith(
            "ParseCsv: got text that cannot be read, need int32 at path 'n' in orders-0@123; set on.error=")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> parsed("90.005", "columns=d:decimal(10,2)"))
        .hasMessageContaining("need decimal(10,2)");
    assertThatThrownBy(() -> parsed("300", "columns=d:int8")).hasMessageContaining("need int8");
  }

  @Test
  void onErrorDecidesWhatBecomesOfABadLine() {
    SinkRecord bad = record("x,y");

    assertThat(parser("columns=a,n:int32", "on.error=skip").apply(bad)).isSameAs(bad);
    assertThat(parser("columns=a,n:int32", "on.error=drop").apply(bad)).isNull();
    assertThat(parsed("x,y", "columns=a,n:int32", "on.error=null")).isEqualTo("a=x, n=null");
    SinkRecord tagged = parser("columns=a,n:int32", "on.error=tag").apply(bad);
    assertThat(tagged.value()).isEqualTo("x,y");
    assertThat((String) tagged.headers().lastWithName("millrace.error").value())
        .startsWith("ParseCsv: got text");
    assertThat(bad.headers()).isEmpty();
  }

  @Test
  void oneBadLineAmongManyIsTheOnlyOneThatFails() {
    var transform = parser("columns=name,n:int32");
    int out = 0;
    int failed = 0;

    for (int i = 0; i < 10_000; i++) {
      try {
        transform.apply(record(i == 5_000 ? "a" : "a," + i));
        out++;
      } catch (DataException e) {
        failed++;
      }
    }

    assertThat(out).isEqualTo(9_999);
    assertThat(failed).isEqualTo(1);
  }

  @Test
  void theColumnsCanComeFromAHeaderOfTheRecord() {
    var transform = parser("header.from=file.header", "columns=n:int32");
    SinkRecord first = record("a,1");
    first.headers().addString("file.header", "name,n");
    SinkRecord second = record("2,b,c");
    second.headers().addString("file.header", "n,\"x,y\",z");

    assertThat(shown(transform.apply(first).value())).isEqualTo("name=a, n=1");
    assertThat(shown(transform.apply(second).value())).isEqualTo("n=2, x,y=b, z=c");
    assertThatThrownBy(() -> transform.apply(record("a")))
        .hasMessageContaining("no header 'file.header' with the names of the columns");
  }

  @Test
  void anErrorInASourceRecordNamesItsSourceOffset() {
    var transform = configured(new ParseCsv.Value<SourceRecord>(), "columns=a,b");
    var record =
        new SourceRecord(
            Map.of("path", "in.csv"), Map.of("line", 4L), "orders", Schema.STRING_SCHEMA, "a");

    assertThatThrownBy(() -> transform.apply(record))
        .hasMessageContaining(
            "1 column where 2 were expected in a record for orders (source partition {path=in.csv},"
                + " source offset {line=4});");
  }

  @Test
  void somethingOtherThanTextIsAnError() {
    assertThatThrownBy(() -> parser("columns=a").apply(record(Records.struct("a", 1))))
        .hasMessageContaining("got a Struct, need text or bytes");
  }

  @Test
  void theTextInAFieldBecomesAStructOrMapInItsPlace() {
    String[] options = {"columns=a,n:int32", "field=line"};

    assertThat(shown(parser(options).apply(record(map("line", "x,1", "no", 5))).value()))
        .isEqualTo("line={a=x, n=1}, no=5")
        .isEqualTo(
            shown(parser(options).apply(record(Records.struct("line", "x,1", "no", 5))).value()));
  }

  @Test
  void theResultCanGoToAnotherField() {
    String[] moved = {"columns=a,n:int32", "field=line", "target=data.row"};
    String[] kept = {"columns=a,n:int32", "field=line", "target=row", "keep.source=true"};

    assertThat(shown(parser(moved).apply(record(map("line", "x,1", "no", 5))).value()))
        .isEqualTo("no=5, data={row={a=x, n=1}}")
        .isEqualTo(
            shown(parser(moved).apply(record(Records.struct("line", "x,1", "no", 5))).value()));
    assertThat(shown(parser(kept).apply(record(Records.struct("line", "x,1"))).value()))
        .isEqualTo("line=x,1, row={a=x, n=1}");
  }

  @Test
  void whatIsNotParsedBecauseTheTargetIsKeptStays() {
    String[] kept = {"columns=a", "field=line", "target=row", "if.exists=keep"};

    assertThat(shown(parser(kept).apply(record(map("line", "x", "row", 5))).value()))
        .isEqualTo("line=x, row=5")
        .isEqualTo(
            shown(parser(kept).apply(record(Records.struct("line", "x", "row", 5))).value()));
    assertThat(shown(parser(kept).apply(record(map("line", "x"))).value()))
        .isEqualTo("row={a=x}")
        .isEqualTo(shown(parser(kept).apply(record(Records.struct("line", "x"))).value()));
  }

  @Test
  void anErrorInAFieldNamesItsPath() {
    assertThatThrownBy(
            () -> parser("columns=n:int32", "field=line").apply(record(map("line", "x"))))
        .hasMessageContaining("need int32 at path 'line.n' in orders-0@123");
    assertThatThrownBy(() -> parser("columns=n", "field=line").apply(record(map("a", 1))))
        .hasMessageContaining("there is no field at path 'line'");
  }

  @Test
  void validationNamesWrongColumns() {
    var errors = Applied.errors(ParseCsv.SPEC.validate(options("columns=a:int31", "quote=''")));

    assertThat(errors.get("columns")).contains("must have a type that is one of string, int8");
    assertThat(errors.get("quote")).contains("must be one character");
    assertThat(Applied.errors(ParseCsv.SPEC.validate(Map.of())).get("columns"))
        .contains("must be set when header.from is not");
    assertThat(Applied.errors(ParseCsv.SPEC.validate(options("columns=a,a"))).get("columns"))
        .contains("must not have the same name twice");
  }

  @Test
  void aWordForNullMayBeginWithTheEscape() {
    String[] mysql = {"columns=x,y", "escape=\\", "null.literals=\\N"};

    assertThat(parsed("\\N,b", mysql)).isEqualTo("x=null, y=b");
    assertThat(parsed("a,\\N", mysql)).isEqualTo("x=a, y=null");
    assertThat(parsed("\\Na,\\,b", mysql)).isEqualTo("x=Na, y=,b");
    assertThat(parsed("\"a\"\",\\N,\",\\N", mysql)).isEqualTo("x=a\",N,, y=null");
  }

  @Test
  void aHeaderThatNamesNoColumnsProperlyIsAnErrorThatNamesIt() {
    SinkRecord record = record("1,2");
    record.headers().addString("names", "x,x");

    assertThatThrownBy(() -> parser("header.from=names").apply(record))
        .hasMessageContaining("the header 'names' names a column twice");
  }

  @Test
  void aMissingFieldGivesNullOfTheSameSchema() {
    var transform = parser("columns=x", "field=line", "target=row", "on.missing=null");

    SinkRecord after = transform.apply(record(Records.struct("n", 1)));

    assertThat(after.valueSchema().field("row").schema().field("x")).isNotNull();
  }
}
