package io.millrace.connect.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.task.TaskShare;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MBeanRegistryTest {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void showsItsMetricsUntilItIsClosed() throws Exception {
    var name = new ObjectName("millrace.connect:type=sink-task,connector=\"a,b\",task=1");
    MetricRegistry registry = MBeanRegistry.registered("sink-task", new TaskShare("a,b", 1, 2));
    registry.add("records-total", "Records", () -> 42);

    assertThat(server.getAttribute(name, "records-total")).isEqualTo(42.0);
    assertThat(server.getMBeanInfo(name).getAttributes()).hasSize(1);

    registry.close();

    assertThat(server.isRegistered(name)).isFalse();
  }

  @Test
  void takesTheNameOverFromATaskThatWasCancelled() throws Exception {
    var share = new TaskShare("cancelled", 0, 1);
    MetricRegistry first = MBeanRegistry.registered("sink-task", share);

    MetricRegistry second = MBeanRegistry.registered("sink-task", share);
    second.add("records-total", "Records", () -> 1);

    var name = new ObjectName("millrace.connect:type=sink-task,connector=\"cancelled\",task=0");
    first.close(); // when that one ends at last

    assertThat(server.getAttribute(name, "records-total")).isEqualTo(1.0);
    second.close();
  }
}
