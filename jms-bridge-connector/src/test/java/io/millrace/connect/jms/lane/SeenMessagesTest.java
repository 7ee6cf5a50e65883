package io.millrace.connect.jms.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeenMessagesTest {

  @Test
  void afterACrashTheLastBatchIsKnown() {
    var before = new SeenMessages(8);
    batch(before, "1", "2");

    SeenMessages after = SeenMessages.restored(8, before.stored());
    after.begin();

    assertThat(after.isRepeated("1")).isTrue();
    assertThat(after.isRepeated("2")).isTrue();
    assertThat(after.isRepeated("3")).isFalse();
  }

  @Test
  void whatTheBrokerHasConfirmedIsForgotten() {
    var seen = new SeenMessages(8);
    batch(seen, "1", "2");
    seen.confirmed();

    batch(seen, "3");

    assertThat(SeenMessages.restored(8, seen.stored()).stored()).hasSize(1);
    assertThat(seen.isRepeated("1")).isFalse();
  }

  @Test
  void anUnconfirmedBatchIsRememberedUntilItHasComeAgain() {
    var seen = new SeenMessages(8);
    batch(seen, "1", "2");
    batch(seen, "3");
    assertThat(seen.stored()).hasSize(2);

    seen.confirmed();
    seen.begin();
    assertThat(seen.isRepeated("1")).isTrue();
    assertThat(seen.isRepeated("2")).isTrue();
    seen.confirmed();

    assertThat(seen.stored()).isEmpty();
  }

  @Test
  void aBatchThatWasNotHandedOverIsNotRemembered() {
    var seen = new SeenMessages(8);
    batch(seen, "1");
    seen.abandon();

    seen.begin();

    assertThat(seen.isRepeated("1")).isFalse();
  }

  @Test
  void remembersOnlySoManyBatches() {
    var seen = new SeenMessages(2);
    batch(seen, "1");
    batch(seen, "2");
    batch(seen, "3");
    seen.begin();

    assertThat(seen.isRepeated("1")).isFalse();
    assertThat(seen.isRepeated("2")).isTrue();
    assertThat(seen.isRepeated("3")).isTrue();
  }

  @Test
  void refusesWhatIsNotAnOffsetOfOurs() {
    assertThatThrownBy(() -> SeenMessages.restored(8, List.of("AAAA")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AAAA");
  }

  private static void batch(SeenMessages seen, String... ids) {
    seen.begin();
    for (String id : ids) {
      assertThat(seen.isRepeated(id)).isFalse();
    }
  }
}
