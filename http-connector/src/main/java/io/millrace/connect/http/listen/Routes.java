package io.millrace.connect.http.listen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Which sites have which path of a port: one connector, and its tasks in turn. Thread-safe. */
final class Routes {

  private record Route(String connector, List<Site> sites, AtomicInteger turn) {}

  private final Map<String, Route> routes = new ConcurrentHashMap<>();

  void add(String address, String path, String connector, Site site) {
    Route route =
        routes.computeIfAbsent(
            path, p -> new Route(connector, new CopyOnWriteArrayList<>(), new AtomicInteger()));
    if (!route.connector().equals(connector)) {
      throw new ListenException(
          "The path "
              + path
              + " of "
              + address
              + " belongs to the connector '"
              + route.connector()
              + "'; set http.listener.path to another one for '"
              + connector
              + "'.",
          null);
    }
    route.sites().add(site);
  }

  void remove(String path, Site site) {
    routes.computeIfPresent(
        path,
        (p, route) -> {
          route.sites().remove(site);
          return route.sites().isEmpty() ? null : route;
        });
  }

  /** The site of a path: of that very path, or of the longest one it continues. */
  Optional<Site> site(String path) {
    for (String prefix = path; ; prefix = parent(prefix)) {
      Route route = routes.get(prefix);
      if (route != null) {
        return next(route);
      }
      if (prefix.equals("/") || prefix.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  boolean isEmpty() {
    return routes.isEmpty();
  }

  boolean isHealthy() {
    return routes.values().stream()
        .anyMatch(route -> route.sites().stream().anyMatch(Site::isHealthy));
  }

  // A task that has room is asked before one that has none.
  private static Optional<Site> next(Route route) {
    List<Site> sites = List.copyOf(route.sites());
    int turn = route.turn().getAndIncrement();
    for (int i = 0; i < sites.size(); i++) {
      Site site = sites.get(Math.floorMod(turn + i, sites.size()));
      if (site.isHealthy() || i == sites.size() - 1) {
        return Optional.of(site);
      }
    }
    return Optional.empty();
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }
}
