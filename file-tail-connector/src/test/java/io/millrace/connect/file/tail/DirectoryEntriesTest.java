package io.millrace.connect.file.tail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DirectoryEntriesTest {

  @Test
  void aDirectoryThatCannotBeReadToItsEndIsAProblemOfTheDisk() {
    var stale = new IOException("Stale file handle");
    Iterable<Path> directory =
        () -> {
          throw new DirectoryIteratorException(stale);
        };

    assertThatThrownBy(() -> DirectoryEntries.of(directory)).isSameAs(stale);
  }
}
