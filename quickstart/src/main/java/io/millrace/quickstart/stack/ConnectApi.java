package io.millrace.quickstart.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The REST API of a Connect worker. */
public final class ConnectApi {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  public ConnectApi(String url) {
    this.url = url;
  }

  public String url() {
    return url;
  }

  /** Whether the worker has joined its group and reads its configuration. */
  public boolean isHealthy() {
    try {
      return send("GET", "/health", null).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Creates or changes a connector.
   *
   * @throws StartupException with the worker's reason
   */
  public void put(String connector, Map<String, ?> config) {
    call("PUT", "/connectors/" + connector + "/config", json(config));
  }

  /** Creates a connector from a file of the form {@code {"name": ..., "config": {...}}}. */
  public void create(String document) {
    call("POST", "/connectors", document);
  }

  public void delete(String connector) {
    call("DELETE", "/connectors/" + connector, null);
  }

  public void restart(String connector) {
    call("POST", "/connectors/" + connector + "/restart?includeTasks=true", null);
  }

  public void stop(String connector) {
    call("PUT", "/connectors/" + connector + "/stop", null);
  }

  public void pause(String connector) {
    call("PUT", "/connectors/" + connector + "/pause", null);
  }

  public void resume(String connector) {
    call("PUT", "/connectors/" + connector + "/resume", null);
  }

  /** The names of all connectors. */
  public List<String> connectors() {
    List<String> names = new ArrayList<>();
    call("GET", "/connectors", null).forEach(name -> names.add(name.asText()));
    return names;
  }

  public JsonNode status(String connector) {
    return call("GET", "/connectors/" + connector + "/status", null);
  }

  /** All plugins the worker has loaded: class, type and version. */
  public JsonNode plugins() {
    return call("GET", "/connector-plugins?connectorsOnly=false", null);
  }

  /** What the worker says about a configuration. */
  public JsonNode validate(String connectorClass, Map<String, ?> config) {
    return call("PUT", "/connector-plugins/" + connectorClass + "/config/validate", json(config));
  }

  /** What failed of any connector, its name first; empty while all is well. */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    JsonNode all = call("GET", "/connectors?expand=status", null);
    for (JsonNode connector : all) {
      JsonNode status = connector.path("status");
      String name = status.path("name").asText();
      traces(status).forEach(trace -> failures.add(name + " failed: " + trace));
    }
    return failures;
  }

  /** The traces of failed tasks, empty while all is well. */
  public List<String> failures(String connector) {
    return traces(status(connector));
  }

  private static List<String> traces(JsonNode status) {
    List<String> traces = new ArrayList<>();
    traces.addAll(trace(status.path("connector")));
    status.path("tasks").forEach(task -> traces.addAll(trace(task)));
    return traces;
  }

  /** Waits until a connector and all its tasks run. */
  public void awaitRunning(String connector) {
    Await.until(
        "The start of " + connector,
        Duration.ofSeconds(60),
        () -> {
          List<String> failures = failures(connector);
          if (!failures.isEmpty()) {
            throw new StartupException(connector + " failed: " + failures.get(0));
          }
          return isInState(connector, "RUNNING");
        });
  }

  /** Whether a connector and all its tasks are paused. */
  public boolean isPaused(String connector) {
    return isInState(connector, "PAUSED");
  }

  private boolean isInState(String connector, String state) {
    JsonNode status = status(connector);
    boolean isThere = status.path("connector").path("state").asText().equals(state);
    JsonNode tasks = status.path("tasks");
    for (JsonNode task : tasks) {
      isThere &= task.path("state").asText().equals(state);
    }
    return isThere && !tasks.isEmpty();
  }

  private static List<String> trace(JsonNode part) {
    return part.path("state").asText().equals("FAILED")
        ? List.of(part.path("trace").asText())
        : List.of();
  }

  private JsonNode call(String method, String path, @Nullable String body) {
    try {
      HttpResponse<String> response = sendSettled(method, path, body);
      if (response.statusCode() >= 300) {
        throw new StartupException(
            method
                + " "
                + path
                + " was answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new StartupException(
          "Kafka Connect at " + url + " did not answer: " + e.getMessage(), e);
    }
  }

  // 409 is a rebalance in progress, and a connector just created has no status yet.
  private HttpResponse<String> sendSettled(String method, String path, @Nullable String body)
      throws IOException {
    for (int attempt = 0; ; attempt++) {
      HttpResponse<String> response = send(method, path, body);
      int status = response.statusCode();
      boolean unsettled = status == 409 || (status == 404 && path.endsWith("/status"));
      if (!unsettled || attempt == 100) {
        return response;
      }
      Await.pause();
    }
  }

  private HttpResponse<String> send(String method, String path, @Nullable String body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
