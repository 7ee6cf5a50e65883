package io.millrace.connect.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "jdbc:postgresql://me:hush@db/sales jdbc:postgresql://db/sales",
        "jdbc:postgresql://db/sales?user=me&password=hush jdbc:postgresql://db/sales",
        "jdbc:sqlserver://db:1433;databaseName=sales;password=hush jdbc:sqlserver://db:1433",
        "jdbc:mysql://(host=db,user=me,password=hush)/sales jdbc:mysql://(host=db",
        "jdbc:mysql://address=(host=db)(password=hush)/sales jdbc:mysql://address=(host=db)",
        "jdbc:db2://db:50000/sales:password=hush;user=me; jdbc:db2://db:50000/sales"
      })
  void printsNoPasswordAndKnowsIt(String url, String printed) {
    assertThat(JdbcUrl.parse(url)).hasToString(printed);
    assertThat(JdbcUrl.parse(url).secrets()).contains("hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521)))",
        "jdbc:h2:mem:sales",
        "jdbc:sqlite:/var/lib/sales.db"
      })
  void printsTheWholeAddress(String url) {
    assertThat(JdbcUrl.parse(url)).hasToString(url);
    assertThat(JdbcUrl.parse(url).secrets()).isEmpty();
  }
}
