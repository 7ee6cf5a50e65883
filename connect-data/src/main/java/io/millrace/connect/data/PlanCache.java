package io.millrace.connect.data;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The plans of the schemas seen lately. Safe for many threads, and bounded.
 *
 * <p>A schema is looked up by identity first: most records have the schema of the record before.
 * Equal schemas that are new instances get the plan of their equal, and so the same output schema.
 */
public final class PlanCache<P> {

  /** What a plan is made for: the schema of the part, and of another part it reads. */
  public record Pair(@Nullable Schema root, @Nullable Schema side) {}

  private record Identity(@Nullable Schema root, @Nullable Schema side) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity that && that.root == root && that.side == side;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(root) + System.identityHashCode(side);
    }
  }

  private record Entry<P>(@Nullable Schema root, @Nullable Schema side, P plan) {}

  private final int size;
  private final Function<Pair, P> compiler;
  private final Map<Identity, P> byIdentity = new ConcurrentHashMap<>();
  private final Map<Pair, P> byEquality = new ConcurrentHashMap<>();
  private volatile @Nullable Entry<P> last;

  public PlanCache(int size, Function<Pair, P> compiler) {
    this.size = size;
    this.compiler = compiler;
  }

  public P planFor(@Nullable Schema root, @Nullable Schema side) {
    Entry<P> recent = last;
    if (recent != null && recent.root == root && recent.side == side) {
      return recent.plan;
    }
    P plan = lookUp(new Identity(root, side));
    last = new Entry<>(root, side, plan);
    return plan;
  }

  private P lookUp(Identity identity) {
    P known = byIdentity.get(identity);
    if (known != null) {
      return known;
    }
    var pair = new Pair(identity.root, identity.side);
    P plan = byEquality.get(pair);
    if (plan == null) {
      makeRoom(byEquality);
      plan = byEquality.computeIfAbsent(pair, compiler);
    }
    makeRoom(byIdentity);
    byIdentity.put(identity, plan);
    return plan;
  }

  private void makeRoom(Map<?, ?> plans) {
    Iterator<?> any = plans.keySet().iterator();
    while (plans.size() >= size && any.hasNext()) {
      any.next();
      any.remove();
    }
  }
}
