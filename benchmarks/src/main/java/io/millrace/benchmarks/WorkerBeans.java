package io.millrace.benchmarks;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.management.jfr.FlightRecorderMXBean;

/** What a running worker tells of itself by JMX, which needs no option at its start. */
final class WorkerBeans implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection beans;
  private long recording;

  private WorkerBeans(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  /** The beans of the JVM with this process number, which must be one of the same user. */
  @SuppressWarnings("BanJNDI") // the address is that of a process we have started
  static WorkerBeans of(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        var url = new JMXServiceURL(machine.startLocalManagementAgent());
        return new WorkerBeans(JMXConnectorFactory.connect(url));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException e) {
      throw new IllegalStateException("The worker's JVM cannot be asked", e);
    }
  }

  /** How many megabytes of objects are in use, after a full collection. */
  long liveMegabytes() {
    try {
      MemoryMXBean memory =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
      memory.gc();
      return memory.getHeapMemoryUsage().getUsed() >> 20;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many records the first task of a sink has taken from Kafka; 0 before it runs. */
  long recordsRead(String connector) {
    try {
      var task =
          new ObjectName(
              "kafka.connect:type=sink-task-metrics,connector=%s,task=0".formatted(connector));
      return beans.isRegistered(task)
          ? ((Number) beans.getAttribute(task, "sink-record-read-total")).longValue()
          : 0;
    } catch (JMException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins to record what its threads do, with the settings the JDK calls "profile". */
  void startRecording() throws IOException {
    FlightRecorderMXBean recorder = recorder();
    recording = recorder.newRecording();
    recorder.setPredefinedConfiguration(recording, "profile");
    recorder.startRecording(recording);
  }

  /** Ends the recording and writes it to a file, which the worker must be able to write. */
  void endRecording(Path file) throws IOException {
    FlightRecorderMXBean recorder = recorder();
    recorder.stopRecording(recording);
    recorder.copyTo(recording, file.toString());
    recorder.closeRecording(recording);
  }

  private FlightRecorderMXBean recorder() throws IOException {
    return ManagementFactory.newPlatformMXBeanProxy(
        beans, FlightRecorderMXBean.MXBEAN_NAME, FlightRecorderMXBean.class);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
