package io.millrace.connect.common.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskShareTest {

  @Test
  void everyTaskLearnsItsShare() {
    List<Map<String, String>> configs = TaskShare.taskConfigs(Map.of("name", "c", "x", "y"), 3);

    assertThat(configs).hasSize(3).allSatisfy(config -> assertThat(config).containsEntry("x", "y"));
    assertThat(TaskShare.of(configs.get(2))).isEqualTo(new TaskShare("c", 2, 3));
  }

  @Test
  void everyKeyHasExactlyOneOwnerAndTheSharesAreFair() {
    List<TaskShare> shares = IntStream.range(0, 4).mapToObj(i -> new TaskShare("c", i, 4)).toList();
    int[] owned = new int[4];

    for (int key = 0; key < 1000; key++) {
      String path = "/var/log/app-" + key + ".log";
      List<TaskShare> owners = shares.stream().filter(share -> share.owns(path)).toList();
      assertThat(owners).hasSize(1);
      owned[owners.get(0).index()]++;
    }

    assertThat(Arrays.stream(owned)).allMatch(count -> count > 150 && count < 350);
  }

  @Test
  void aTaskWithoutAShareOwnsEverything() {
    assertThat(TaskShare.of(Map.of()).owns("anything")).isTrue();
  }
}
