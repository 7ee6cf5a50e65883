package io.millrace.quickstart;

import io.millrace.quickstart.demo.Flows;
import io.millrace.quickstart.demo.Load;
import io.millrace.quickstart.stack.StartupException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was typed after {@code ./millrace}.
 *
 * @param flows the flows of the demo
 * @param workers of the Connect cluster
 * @param compose whether the demo runs on the containers of docker-compose.yml
 * @param keep whether everything stays up after the demo
 * @param kafkaPort 0 for a free one, like the other ports
 */
record Arguments(
    Command command,
    List<String> flows,
    Load load,
    int workers,
    boolean compose,
    boolean keep,
    int kafkaPort,
    int connectPort,
    int postgresPort) {

  static final String USAGE =
      """
      Usage:
        ./millrace demo [--flow F1,F3]         all flows at once (or some), watched and checked
        ./millrace up                          Kafka, Connect and PostgreSQL, until Ctrl-C
        ./millrace bench [NAME...]             benchmarks of whole processes, beside others' (all)
            [--quick] [--runs N]               a tenth of the work, once; N runs (5)
            [--only PATTERN]                   contenders in whose names it is found
        ./millrace bench jmh [PATTERN]         JMH benchmarks of the parts
        ./millrace help

      Options:
        --events N           events each flow of the demo writes (15000)
        --rate N             events each flow writes a second (500)
        --warm-up SECONDS    how long the rate takes to get there (20)
        --workers N          workers of the Connect cluster (1); of several, one is killed midway
        --mysql              flow F7 too, with a MySQL server of this machine
        --compose            on the containers that "docker compose up --wait" has started
        --keep               leave everything running after the demo, until Ctrl-C
        --kafka-port N       instead of a free port, likewise:
        --connect-port N
        --postgres-port N
      Everything listens on 127.0.0.1 only and keeps its data in a temporary folder.
      """;

  private static final long MOST_EVENTS = 10_000_000;
  private static final long MOST_WORKERS = 9;
  private static final long HIGHEST_RATE = 100_000;
  private static final long LONGEST_WARM_UP = 600;

  enum Command {
    DEMO,
    UP,
    HELP
  }

  /** Reads the command line; throws StartupException with a sentence for the user. */
  static Arguments parse(String... words) {
    Deque<String> rest = new ArrayDeque<>(Arrays.asList(words));
    Command command = command(rest.isEmpty() ? "help" : rest.pop());
    List<String> flows = Flows.everywhere();
    boolean mysql = false;
    long events = 15_000;
    int rate = 500;
    Duration warmUp = Duration.ofSeconds(20);
    int workers = 1;
    boolean compose = false;
    boolean keep = false;
    int kafka = 0;
    int connect = 0;
    int postgres = 0;
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--flow" -> flows = flows(rest);
        case "--events" -> events = number(option, rest, MOST_EVENTS);
        case "--rate" -> rate = (int) number(option, rest, HIGHEST_RATE);
        case "--warm-up" -> warmUp = Duration.ofSeconds(number(option, rest, LONGEST_WARM_UP));
        case "--workers" -> workers = (int) number(option, rest, MOST_WORKERS);
        case "--mysql" -> mysql = true;
        case "--compose" -> compose = true;
        case "--keep" -> keep = true;
        case "--kafka-port" -> kafka = port(option, rest);
        case "--connect-port" -> connect = port(option, rest);
        case "--postgres-port" -> postgres = port(option, rest);
        default -> throw new StartupException("'" + option + "' is not an option.\n" + USAGE);
      }
    }
    return new Arguments(
        command,
        mysql ? withMySql(flows) : flows,
        new Load(events, rate, warmUp),
        workers,
        compose,
        keep,
        kafka,
        connect,
        postgres);
  }

  private static Command command(String word) {
    return switch (word) {
      case "demo" -> Command.DEMO;
      case "up" -> Command.UP;
      case "help", "--help", "-h" -> Command.HELP;
      default -> throw new StartupException("'" + word + "' is not a command.\n" + USAGE);
    };
  }

  private static List<String> withMySql(List<String> flows) {
    return Stream.concat(flows.stream(), Stream.of(Flows.MYSQL)).distinct().toList();
  }

  private static List<String> flows(Deque<String> rest) {
    List<String> flows = List.of((rest.isEmpty() ? "" : rest.pop()).split(","));
    for (String flow : flows) {
      if (!Flows.names().contains(flow)) {
        throw new StartupException(
            "--flow needs names out of "
                + String.join(", ", Flows.names())
                + ", not '"
                + flow
                + "'.");
      }
    }
    return flows;
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
