package io.millrace.connect.common.metrics;

import io.millrace.connect.common.task.TaskShare;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An MBean with one attribute per metric, for workers without plugin metrics. */
final class MBeanRegistry implements MetricRegistry, DynamicMBean, MBeanRegistration {

  private static final Logger log = LoggerFactory.getLogger(MBeanRegistry.class);

  private final MBeanServer server;
  private final ObjectName name;
  private final Map<String, Metric> metrics = new ConcurrentSkipListMap<>();
  private volatile boolean isRegistered;

  private MBeanRegistry(MBeanServer server, ObjectName name) {
    this.server = server;
    this.name = name;
  }

  /** Metrics are never a reason for a task to fail: without a name there are none. */
  static MetricRegistry registered(String type, TaskShare share) {
    try {
      var name =
          new ObjectName(
              "millrace.connect:type=%s,connector=%s,task=%d"
                  .formatted(type, ObjectName.quote(share.connector()), share.index()));
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      var bean = new MBeanRegistry(server, name);
      if (server.isRegistered(name)) { // left by a task that was cancelled, not stopped
        server.unregisterMBean(name);
      }
      server.registerMBean(bean, name);
      return bean;
    } catch (JMException e) {
      log.warn("Metrics of {} task {} are not shown in JMX", share.connector(), share.index(), e);
      return NONE;
    }
  }

  @Override
  public void add(String name, String description, DoubleSupplier value) {
    metrics.put(name, new Metric(description, value));
  }

  // The name may be that of the next task's by now, if this one was cancelled.
  @Override
  public void close() {
    if (!isRegistered) {
      return;
    }
    try {
      server.unregisterMBean(name);
    } catch (JMException e) {
      log.debug("MBean {} was already gone", name);
    }
  }

  @Override
  public ObjectName preRegister(MBeanServer registering, ObjectName given) {
    return given;
  }

  @Override
  public void postRegister(Boolean isDone) {
    isRegistered = isDone;
  }

  @Override
  public void preDeregister() {}

  @Override
  public void postDeregister() {
    isRegistered = false;
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException {
    Metric metric = metrics.get(attribute);
    if (metric == null) {
      throw new AttributeNotFoundException(attribute);
    }
    return metric.value().getAsDouble();
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    var list = new AttributeList();
    for (String attribute : attributes) {
      Metric metric = metrics.get(attribute);
      if (metric != null) {
        list.add(new Attribute(attribute, metric.value().getAsDouble()));
      }
    }
    return list;
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        metrics.entrySet().stream()
            .map(entry -> attribute(entry.getKey(), entry.getValue()))
            .toArray(MBeanAttributeInfo[]::new);
    return new MBeanInfo(getClass().getName(), "Millrace task", attributes, null, null, null);
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " is read-only");
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String action, Object[] parameters, String[] signature) {
    throw new IllegalArgumentException("There is no operation " + action);
  }

  private static MBeanAttributeInfo attribute(String name, Metric metric) {
    return new MBeanAttributeInfo(name, "double", metric.description(), true, false, false);
  }

  private record Metric(String description, DoubleSupplier value) {}
}
