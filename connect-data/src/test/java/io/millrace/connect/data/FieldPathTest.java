package io.millrace.connect.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

  private static List<String> names(String text) {
    return FieldPath.parse(text).steps().stream().map(FieldPath.Step::name).toList();
  }

  @Test
  void dotsSeparateNames() {
    assertThat(names("a.b c.d")).containsExactly("a", "b c", "d");
  }

  @Test
  void backTicksKeepDotsTogether() {
    assertThat(names("`a.b`.c")).containsExactly("a.b", "c");
    assertThat(names("a.`b.c[0]`")).containsExactly("a", "b.c[0]");
    assertThat(names("`a\\`.b`")).containsExactly("a`.b");
  }

  @Test
  void aBackTickWithinANameIsNothingSpecial() {
    assertThat(names("a`b.c")).containsExactly("a`b", "c");
  }

  @Test
  void bracketsStandForElements() {
    assertThat(names("items[*].x[2]")).containsExactly("items", "*", "x", "2");
    assertThat(FieldPath.parse("items[*]").last().isEveryElement()).isTrue();
  }

  @Test
  void onlyAStarWithoutBackTicksIsAWildcard() {
    assertThat(FieldPath.parse("a*").last().isWildcard()).isTrue();
    assertThat(FieldPath.parse("`a*`").last().isWildcard()).isFalse();
    assertThat(FieldPath.parse("a*c").last().pattern().matcher("a.b.c").matches()).isTrue();
    assertThat(FieldPath.parse("a*c").last().pattern().matcher("xac").matches()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "`a", "`a`b", "a[", "a[x]", "a[]", "[0]", "`\\"})
  void whatIsNoPathIsRefused(String text) {
    assertThatThrownBy(() -> FieldPath.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be a path such as a.b");
  }

  @Test
  void leadsThroughMapsAndListsToAValue() {
    var root = Map.of("a", List.of(Map.of("b.c", 7)));

    assertThat(FieldPath.parseSingle("a[0].`b.c`").in(root)).isEqualTo(7);
    assertThat(FieldPath.parseSingle("a[1].b").in(root)).isNull();
    assertThat(FieldPath.parseSingle("a.b").in(root)).isNull();
    assertThatThrownBy(() -> FieldPath.parseSingle("a[*]")).hasMessageContaining("one value");
  }

  @Test
  void aNullDoesNotBecomeTheDefaultOfItsField() {
    Schema schema =
        SchemaBuilder.struct()
            .field("a", SchemaBuilder.int32().optional().defaultValue(5).build())
            .build();

    assertThat(FieldPath.parseSingle("a").in(new Struct(schema).put("a", null))).isNull();
  }
}
