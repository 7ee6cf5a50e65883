package io.millrace.quickstart;

import io.millrace.quickstart.stack.StartupException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What was typed after {@code ./millrace}.
 *
 * @param lines how many lines the demo writes
 * @param keep whether everything stays up after the demo
 * @param kafkaPort 0 for a free one, like the other ports
 */
record Arguments(
    Command command, long lines, boolean keep, int kafkaPort, int connectPort, int postgresPort) {

  static final String USAGE =
      """
      Usage:
        ./millrace demo [--lines N] [--keep]   file -> Kafka -> PostgreSQL, watched and checked
        ./millrace up                          Kafka, Connect and PostgreSQL, until Ctrl-C
        ./millrace bench [N]                   throughput of each stage, with N records (1000000)
        ./millrace bench http [N]              throughput of the HTTP connectors, with N records (200000)
        ./millrace bench jmh [PATTERN]         JMH benchmarks of the parts
        ./millrace help

      Options:
        --lines N            lines the legacy program writes in the demo (20000)
        --keep               leave everything running after the demo, until Ctrl-C
        --kafka-port N       instead of a free port, likewise:
        --connect-port N
        --postgres-port N
      Everything listens on 127.0.0.1 only and keeps its data in a temporary folder.
      """;

  private static final long MOST_LINES = 50_000_000;

  enum Command {
    DEMO,
    UP,
    HELP
  }

  /** Reads the command line; throws StartupException with a sentence for the user. */
  static Arguments parse(String... words) {
    Deque<String> rest = new ArrayDeque<>(Arrays.asList(words));
    Command command = command(rest.isEmpty() ? "help" : rest.pop());
    long lines = 20_000;
    boolean keep = false;
    int kafka = 0;
    int connect = 0;
    int postgres = 0;
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--lines" -> lines = number(option, rest, MOST_LINES);
        case "--keep" -> keep = true;
        case "--kafka-port" -> kafka = port(option, rest);
        case "--connect-port" -> connect = port(option, rest);
        case "--postgres-port" -> postgres = port(option, rest);
        default -> throw new StartupException("'" + option + "' is not an option.\n" + USAGE);
      }
    }
    return new Arguments(command, lines, keep, kafka, connect, postgres);
  }

  private static Command command(String word) {
    return switch (word) {
      case "demo" -> Command.DEMO;
      case "up" -> Command.UP;
      case "help", "--help", "-h" -> Command.HELP;
      default -> throw new StartupException("'" + word + "' is not a command.\n" + USAGE);
    };
  }

  private static int port(String option, Deque<String> rest) {
    return (int) number(option, rest, 65_535);
  }

  private static long number(String option, Deque<String> rest, long most) {
    String word = rest.isEmpty() ? "" : rest.pop();
    try {
      long number = Long.parseLong(word.replace("_", ""));
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw new StartupException(
        option + " needs a number from 1 to " + most + ", not '" + word + "'.");
  }
}
