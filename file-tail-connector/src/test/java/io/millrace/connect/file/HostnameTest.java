package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostnameTest {

  @Test
  void aNameWithoutDomainIsThatOfAnyDomain() {
    assertThat(new Hostname("files1.example.com").isOneOf(List.of("other", "FILES1"))).isTrue();
    assertThat(new Hostname("files1").isOneOf(List.of("files1.example.com"))).isTrue();
  }

  @Test
  void otherNamesAndOtherDomainsAreOtherMachines() {
    assertThat(new Hostname("files1").isOneOf(List.of("files2", "files"))).isFalse();
    assertThat(new Hostname("files1.a.example").isOneOf(List.of("files1.b.example"))).isFalse();
  }

  @Test
  void thisMachineHasAName() {
    assertThat(Hostname.ofThisMachine().text()).isNotEmpty();
  }
}
