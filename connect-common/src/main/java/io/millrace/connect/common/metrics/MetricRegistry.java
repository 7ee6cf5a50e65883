package io.millrace.connect.common.metrics;

import java.util.function.DoubleSupplier;

/** A place where metrics are shown. */
interface MetricRegistry extends AutoCloseable {

  MetricRegistry NONE =
      new MetricRegistry() {
        @Override
        public void add(String name, String description, DoubleSupplier value) {}

        @Override
        public void close() {}
      };

  void add(String name, String description, DoubleSupplier value);

  @Override
  void close();
}
