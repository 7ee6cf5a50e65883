package io.millrace.connect.http.client;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Looks hosts up, away from the loop, and refuses private addresses if told to. What was checked is
 * what is connected to, so a name cannot change its address in between. Used on the loop only.
 */
final class Addresses {

  private static final Duration LIFETIME = Duration.ofSeconds(30);
  private static final int MOST = 1_000;

  /** Finds the addresses of a name; may block. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private record Known(List<InetAddress> addresses, long until) {}

  private final Lookup lookup;
  private final boolean forbidsPrivate;
  private final Clock clock;
  private final Executor blocking;
  private final Executor loop;
  private final Map<String, Known> known = new HashMap<>();
  private int turn;

  Addresses(Lookup lookup, boolean forbidsPrivate, Clock clock, Executor blocking, Executor loop) {
    this.lookup = lookup;
    this.forbidsPrivate = forbidsPrivate;
    this.clock = clock;
    this.blocking = blocking;
    this.loop = loop;
  }

  /** An address of the host; another one after {@link #forget}, if it has more. */
  CompletableFuture<InetAddress> of(String host) {
    Known found = known.get(host);
    if (found != null && found.until() > clock.millis()) {
      return CompletableFuture.completedFuture(pick(found.addresses()));
    }
    return CompletableFuture.supplyAsync(() -> checked(host), blocking)
        .thenApplyAsync(addresses -> remembered(host, addresses), loop);
  }

  /** The next request takes the next address. */
  void forget(String host) {
    known.remove(host);
    turn++;
  }

  private InetAddress remembered(String host, List<InetAddress> addresses) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(host, new Known(addresses, clock.millis() + LIFETIME.toMillis()));
    return pick(addresses);
  }

  private InetAddress pick(List<InetAddress> addresses) {
    return addresses.get(Math.floorMod(turn, addresses.size()));
  }

  private List<InetAddress> checked(String host) {
    try {
      List<InetAddress> addresses = Arrays.asList(lookup.resolve(host));
      if (forbidsPrivate && addresses.stream().anyMatch(Addresses::isPrivate)) {
        throw new DeliveryException(
            BAD_RECORD,
            "The host '"
                + host
                + "' has a private address, which url.private.addresses=forbid does not allow.");
      }
      return addresses;
    } catch (UnknownHostException e) {
      throw new NoAnswerException("The host '" + host + "' is not known.", true, e);
    }
  }

  /** Loopback, link-local, private and otherwise not public. */
  static boolean isPrivate(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      int first = bytes[0] & 0xff;
      int second = bytes[1] & 0xff;
      boolean isCarrierNat = first == 100 && second >= 64 && second < 128;
      return first == 0 || isCarrierNat || first >= 240;
    }
    boolean isUniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    return address instanceof Inet6Address && (isUniqueLocal || embedsPrivate(bytes));
  }

  // 64:ff9b::/96 (NAT64) and ::/96 carry an IPv4 address in their last four bytes.
  private static boolean embedsPrivate(byte[] bytes) {
    boolean isNat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
    boolean isCompatible = true;
    for (int i = 0; i < 12; i++) {
      isCompatible &= bytes[i] == 0;
    }
    if (!isNat64 && !isCompatible) {
      return false;
    }
    try {
      return isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are always an address", e);
    }
  }
}
