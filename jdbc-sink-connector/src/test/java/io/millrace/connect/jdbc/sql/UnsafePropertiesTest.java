package io.millrace.connect.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnsafePropertiesTest {

  @Test
  void namesThatLoadClassesOrReadFilesAreRefusedInAnyCase() {
    List<String> unsafe =
        List.of(
            "socketFactory",
            "INIT",
            "autoDeserialize",
            "allowLocalInfile",
            "enable_load_extension",
            "trustManagerClass",
            "clientRerouteServerListJNDIName");

    assertThat(UnsafeProperties.among(unsafe)).isEqualTo(unsafe);
  }

  @Test
  void theyAreFoundInEverySyntaxOfUrls() {
    List<String> urls =
        List.of(
            "jdbc:postgresql://db/sales?user=a&socketFactory=x",
            "jdbc:h2:mem:sales;INIT=RUNSCRIPT FROM 'x'",
            "jdbc:mysql://(host=db,autoDeserialize=true)/sales",
            "jdbc:mysql://address=(host=db)(autoDeserialize=true)/sales",
            "jdbc:mysql://db/sales?%61utoDeserialize=true",
            "jdbc:db2://db:50000/sales:traceFile=/tmp/x;",
            "jdbc:sqlserver://db;databaseName=sales;socketFactoryClass=x");

    assertThat(urls)
        .allMatch(url -> UnsafeProperties.among(JdbcUrl.parse(url).parameterNames()).size() == 1);
  }

  @Test
  void othersAreAllowed() {
    assertThat(UnsafeProperties.among(List.of("sslmode", "applicationName", "busy_timeout")))
        .isEmpty();
  }
}
