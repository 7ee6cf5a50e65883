package io.millrace.connect.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonPointerTest {

  private final Object json =
      Json.parse("{\"a\":{\"b\":[1,{\"c\":\"x\"}]},\"d/e\":2,\"f~g\":3,\"\":4}".getBytes(UTF_8));

  @Test
  void findsWhatRfc6901Finds() {
    assertThat(in("/a/b/1/c")).isEqualTo("x");
    assertThat(in("/d~1e")).isEqualTo(2);
    assertThat(in("/f~0g")).isEqualTo(3);
    assertThat(in("/")).isEqualTo(4);
    assertThat(in("")).isSameAs(json);
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(in("/a/b/2")).isNull();
    assertThat(in("/a/b/01")).isNull();
    assertThat(in("/a/x/y")).isNull();
  }

  @Test
  void beginsWithASlash() {
    assertThatThrownBy(() -> JsonPointer.parse("a")).hasMessageContaining("such as /items");
  }

  private Object in(String pointer) {
    return JsonPointer.parse(pointer).in(json);
  }
}
