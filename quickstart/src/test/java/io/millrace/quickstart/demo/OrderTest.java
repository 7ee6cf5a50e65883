package io.millrace.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {

  @Test
  void followsFromItsNumber() {
    assertThat(Order.number(4711)).isEqualTo(Order.number(4711)).isNotEqualTo(Order.number(4712));
  }

  @Test
  void quotesWhatCsvMustQuote() {
    assertThat(Order.number(6).csvLine(9)).isEqualTo("6,Ann,\"Tea, black, loose\",7,1.05,L-6,9");
    assertThat(Order.number(18).csvLine(9))
        .isEqualTo("18,Ann,\"\"\"Best\"\" flour\",19,1.17,L-12,9");
  }
}
