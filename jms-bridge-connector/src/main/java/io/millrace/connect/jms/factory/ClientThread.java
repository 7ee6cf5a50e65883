package io.millrace.connect.jms.factory;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends the calling thread the class loader of the JMS client: JNDI and some clients, RabbitMQ's
 * for one, find their own classes through the thread.
 */
record ClientThread(ClassLoader loader) {

  <T extends @Nullable Object> T get(Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  void run(Runnable action) {
    get(
        () -> {
          action.run();
          return true;
        });
  }
}
