package io.millrace.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.quickstart.stack.Systems;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * F5: the portal posts tickets; the legacy system has each of them in its database and in a file. A
 * ticket that was not answered 2xx is posted again.
 */
final class RequestsFlow implements Flow {

  private static final int AT_ONCE = 128;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 100;

  private final DemoTopics topics;
  private final URI url;
  private final Path file;
  private final Connection legacy;
  // The client's own executor has a thread for every request that is on its way.
  private final ExecutorService answers = Executors.newSingleThreadExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(answers).build();
  private final Executor again =
      CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, answers);
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final AtomicLong answered = new AtomicLong();
  private final ArrivalsQuery arrivals = ArrivalsQuery.byCommit("tickets", "opened_at");
  private final Checksum sent = new Checksum();
  private @Nullable Trickle trickle;

  RequestsFlow(Systems systems) throws SQLException {
    this.topics = new DemoTopics(systems.bootstrapServers());
    this.url = URI.create(systems.listenerUrl() + "/tickets");
    this.file = systems.legacyFolder().resolve("tickets.csv");
    this.legacy = systems.legacy();
  }

  @Override
  public String name() {
    return "F5";
  }

  @Override
  public String route() {
    return "HTTP requests -> legacy database, file";
  }

  @Override
  public List<String> connectors() {
    return List.of("tickets-http-source", "tickets-postgres-sink", "tickets-file-sink");
  }

  @Override
  public void prepare() throws SQLException {
    topics.create("tickets");
    Rows.execute(
        legacy, "CREATE TABLE tickets (id bigint PRIMARY KEY, subject text, opened_at bigint)");
  }

  @Override
  public void begin(Load load, long measuredFrom) {
    arrivals.countFrom(measuredFrom);
    trickle = Trickle.started(name(), load, this::open);
  }

  private void open(long id) throws InterruptedException {
    long now = System.currentTimeMillis();
    String subject = Order.number(id).customer() + " asks";
    sent.add(id, subject, now);
    String ticket = "{\"id\":%d,\"subject\":\"%s\",\"opened_at\":%d}".formatted(id, subject, now);
    free.acquire();
    post(ticket);
  }

  private void post(String ticket) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(ticket))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, BodyHandlers.discarding());
    answer.whenComplete((response, failure) -> answered(ticket, response));
  }

  private void answered(String ticket, @Nullable HttpResponse<Void> response) {
    if (response != null && response.statusCode() / 100 == 2) {
      answered.incrementAndGet();
      free.release();
    } else {
      again.execute(() -> post(ticket));
    }
  }

  /** Tickets that were answered, and so must not be lost any more. */
  @Override
  public long written() {
    if (trickle != null) {
      trickle.written(); // throws what went wrong
    }
    return answered.get();
  }

  @Override
  public Arrivals arrivals() throws IOException, SQLException {
    Arrivals inTable = arrivals.run(legacy);
    return new Arrivals(
        Math.min(inTable.events(), lines().size()), inTable.medianMillis(), inTable.p99Millis());
  }

  @Override
  public Checksum sent() {
    return sent;
  }

  @Override
  public Checksum received() throws SQLException {
    return Rows.checksum(legacy, "SELECT id, subject, opened_at FROM tickets");
  }

  @Override
  public Optional<String> complaint() throws IOException {
    var inFile = new Checksum();
    for (String line : lines()) {
      inFile.add((Object[]) line.split(",", -1));
    }
    return inFile.isSameAs(sent) ? Optional.empty() : Optional.of("the file holds other tickets");
  }

  // A ticket whose answer was lost was posted again.
  private Set<String> lines() throws IOException {
    return Files.exists(file) ? new HashSet<>(Files.readAllLines(file, UTF_8)) : Set.of();
  }

  @Override
  public void close() throws SQLException {
    if (trickle != null) {
      trickle.close();
    }
    answers.shutdownNow();
    legacy.close();
  }
}
