package io.millrace.quickstart;

import io.millrace.quickstart.demo.Demo;
import io.millrace.quickstart.stack.Containers;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.OrderlyExit;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.StartupException;
import io.millrace.quickstart.stack.Systems;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The launcher: starts real servers as child processes, and always stops them again. */
public final class Millrace {

  private final Arguments arguments;
  private final PrintStream out;

  private Millrace(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  public static void main(String[] words) {
    OrderlyExit exit = OrderlyExit.ofThisThread();
    System.exit(exit.with(run(words, System.out)));
  }

  private static int run(String[] words, PrintStream out) {
    try {
      Arguments arguments = Arguments.parse(words);
      if (arguments.command() == Arguments.Command.HELP) {
        out.print(Arguments.USAGE);
        return 0;
      }
      Preflight.check(
          Runtime.version().feature(),
          System.getProperty("os.name"),
          System.getProperty("os.arch"));
      return new Millrace(arguments, out).run();
    } catch (StartupException e) {
      out.println("FAIL " + e.getMessage());
      return 1;
    }
  }

  private int run() {
    var installation = Installation.current();
    if (arguments.compose()) {
      try (var containers = Containers.running(installation)) {
        return verdict(demo(containers));
      }
    }
    Ports ports =
        Ports.free(arguments.kafkaPort(), arguments.connectPort(), arguments.postgresPort());
    out.println("Starting Kafka, Kafka Connect and PostgreSQL ...");
    long begun = System.nanoTime();
    try (var stack = Stack.started(installation, ports, Map.of(), arguments.workers())) {
      out.printf("Started in %.1f s.%n", (System.nanoTime() - begun) / 1e9);
      return switch (arguments.command()) {
        case DEMO -> demoAndKeep(stack);
        case UP -> up(stack);
        case HELP -> 0;
      };
    }
  }

  private int demoAndKeep(Stack.Running stack) {
    Optional<String> failure = demo(stack);
    if (arguments.keep()) {
      verdict(failure);
      printAddresses(stack);
      awaitInterrupt();
    }
    return verdict(failure);
  }

  private Optional<String> demo(Systems systems) {
    boolean terminal = Boolean.getBoolean("millrace.terminal");
    return Demo.run(systems, arguments.flows(), arguments.load(), out, terminal);
  }

  /** Says how it went, and returns the code to exit with. */
  private int verdict(Optional<String> failure) {
    out.println(
        failure
            .map(reason -> "FAIL " + reason)
            .orElse(
                "PASS every event arrived once, and both ends of every flow hold the same data"));
    return failure.isPresent() ? 1 : 0;
  }

  private int up(Stack.Running stack) {
    printAddresses(stack);
    awaitInterrupt();
    return 0;
  }

  private void printAddresses(Stack.Running stack) {
    String jdbc = stack.postgres().jdbcUrl();
    out.println("  Kafka          " + stack.broker().bootstrapServers());
    out.println("  Kafka Connect  " + stack.worker().api().url());
    out.println("  PostgreSQL     " + jdbc + "?user=" + stack.postgres().user());
    out.println(
        "                 psql "
            + jdbc.replace("jdbc:postgresql://", "postgresql://" + stack.postgres().user() + "@"));
    out.println("  Portal API     " + stack.portalApi().url());
    out.println("  Legacy files   " + stack.workspace().folder("legacy"));
    out.println("  Logs           " + stack.workspace().folder("logs"));
    out.println("Ctrl-C stops everything.");
  }

  private void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      out.println("Stopping ...");
    }
  }
}
