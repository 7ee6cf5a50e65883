package io.millrace.connect.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTest {

  private static List<Object> rows(String csv) {
    return Csv.rows(csv.getBytes(UTF_8), ',');
  }

  @Test
  void aRowHasTheNamesOfTheFirstLine() {
    assertThat(rows("id,name\r\n1,Jaffa\r\n2,\r\n"))
        .containsExactly(Map.of("id", "1", "name", "Jaffa"), Map.of("id", "2", "name", ""));
  }

  @Test
  void quotesKeepDelimitersLineEndsAndQuotes() {
    assertThat(rows("id,name\n1,\"Jaffa, \"\"large\"\"\nCake\"\n"))
        .containsExactly(Map.of("id", "1", "name", "Jaffa, \"large\"\nCake"));
  }

  @Test
  void anotherDelimiter() {
    assertThat(Csv.rows("id;name\n1;a,b".getBytes(UTF_8), ';'))
        .containsExactly(Map.of("id", "1", "name", "a,b"));
  }

  @Test
  void nothingAndAHeaderAloneAreNoRows() {
    assertThat(rows("")).isEmpty();
    assertThat(rows("id,name\n")).isEmpty();
    assertThat(rows("id\n1\n\n2\n")).hasSize(2);
  }

  @Test
  void aRowWithOtherColumnsIsAnErrorThatDoesNotQuoteIt() {
    assertThatThrownBy(() -> rows("id,name\n1,a\n2\n"))
        .hasMessage(
            "is not CSV with as many columns in each row as in its first line; the rows before the"
                + " one at fault: 1");
    assertThatThrownBy(() -> rows("id,name\n1,a,secret\n")).hasMessageNotContaining("secret");
  }
}
