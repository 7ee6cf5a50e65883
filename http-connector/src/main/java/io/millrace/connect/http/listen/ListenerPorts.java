package io.millrace.connect.http.listen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The open ports of this process. Tasks and connectors share a port by its paths, so this is static
 * state: a port can be had only once.
 */
public final class ListenerPorts {

  private record Shared(
      ListenerSettings settings, String connector, Routes routes, ListenerPort port) {}

  private static final Map<String, Shared> OPEN = new HashMap<>();

  private ListenerPorts() {}

  /** A site on a port; closing it gives the paths back, and the port after the last one. */
  public interface Membership extends AutoCloseable {
    @Override
    void close();
  }

  /** Puts a site on the paths of a port, which is opened if need be. */
  public static Membership join(
      ListenerSettings settings, List<String> paths, String connector, Site site) {
    synchronized (OPEN) {
      Shared shared = OPEN.get(settings.address());
      if (shared == null) {
        var routes = new Routes();
        shared = new Shared(settings, connector, routes, ListenerPort.open(settings, routes));
        OPEN.put(settings.address(), shared);
      }
      requireAgreement(shared, settings, connector);
      add(shared, paths, connector, site);
      return () -> leave(settings.address(), paths, site);
    }
  }

  private static void add(Shared shared, List<String> paths, String connector, Site site) {
    String address = shared.settings().address();
    try {
      for (String path : paths) {
        shared.routes().add(address, path, connector, site);
      }
    } catch (ListenException e) {
      leave(address, paths, site);
      throw e;
    }
  }

  private static void requireAgreement(Shared shared, ListenerSettings settings, String connector) {
    if (!shared.settings().agreesWith(settings)) {
      throw new ListenException(
          "The connectors '"
              + shared.connector()
              + "' and '"
              + connector
              + "' share "
              + settings.address()
              + " but differ in TLS, limits or health path; make these options equal or take"
              + " another http.listener.port.",
          null);
    }
  }

  private static void leave(String address, List<String> paths, Site site) {
    synchronized (OPEN) {
      Shared shared = OPEN.get(address);
      if (shared == null) {
        return;
      }
      paths.forEach(path -> shared.routes().remove(path, site));
      if (shared.routes().isEmpty()) {
        OPEN.remove(address);
        shared.port().close();
      }
    }
  }
}
