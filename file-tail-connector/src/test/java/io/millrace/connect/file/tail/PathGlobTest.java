package io.millrace.connect.file.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/b/c.log",
        "/a/x/b/c.log",
        "/a/b/y/c.log",
        "/a/x/b/y/c.log",
        "/a/x/b/y/z/c.log"
      })
  void eachOfSeveralDoubleStarsStandsForAnyNumberOfDirectories(String path) {
    assertThat(PathGlob.of("/a/**/b/**/c.log").matches(Path.of(path))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/c.log", "/a/x/c.log", "/a/bc.log", "/a/b/xc.log"})
  void whatIsBetweenDoubleStarsMustBeThere(String path) {
    assertThat(PathGlob.of("/a/**/b/**/c.log").matches(Path.of(path))).isFalse();
  }

  @Test
  void doubleStarsInARowAreOne() {
    assertThat(PathGlob.of("/a/**/**/c.log").matches(Path.of("/a/c.log"))).isTrue();
    assertThat(PathGlob.of("/a/**/**/c.log").matches(Path.of("/a/x/c.log"))).isTrue();
  }
}
