package io.millrace.connect.jms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.factory.BrokerSetup;
import io.millrace.connect.jms.factory.ConfiguredBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** Tries a configuration that is sound by itself on the broker. */
final class ConnectionCheck {

  // The worker gives up on a validation after 90 s, people after a few.
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private ConnectionCheck() {}

  /** The same configuration, with what the connection says about it. */
  static Config added(
      Config config, Map<String, String> properties, ConfigSpec spec, ConnectionOptions options) {
    boolean isSound =
        config.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
    if (isSound) {
      Settings settings = spec.read(properties);
      if (settings.get(options.validate())) {
        problem(options.setup(settings))
            .ifPresent(problem -> urlOf(config, options).addErrorMessage(problem));
      }
    }
    return config;
  }

  private static Optional<String> problem(BrokerSetup setup) {
    var result = new CompletableFuture<Boolean>();
    var thread = new Thread(() -> check(setup, result), "jms-connection-check");
    thread.setDaemon(true);
    thread.start();
    try {
      result.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return Optional.of(String.valueOf(cause == null ? e : cause.getMessage()));
    } catch (TimeoutException e) {
      thread.interrupt();
      return Optional.of(
          setup.address()
              + " did not answer within "
              + LIMIT.toSeconds()
              + " s. Check connection.url and the network; validate.connection=false skips this"
              + " check.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("The check of the connection was interrupted.");
    }
  }

  private static void check(BrokerSetup setup, CompletableFuture<Boolean> result) {
    try (var broker = ConfiguredBroker.of(setup)) {
      broker.check();
      result.complete(true);
    } catch (DeliveryException e) {
      result.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(
          new IllegalStateException("The client of the broker failed: " + e + ".", e));
    }
  }

  private static ConfigValue urlOf(Config config, ConnectionOptions options) {
    return config.configValues().stream()
        .filter(value -> value.name().equals(options.url().key()))
        .findFirst()
        .orElseThrow();
  }
}
