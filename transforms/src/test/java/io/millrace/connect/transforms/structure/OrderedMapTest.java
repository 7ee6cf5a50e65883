package io.millrace.connect.transforms.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** It behaves as a LinkedHashMap does, whatever is done to both. */
class OrderedMapTest {

  @Test
  void doesWhatALinkedHashMapDoes() {
    for (long seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      Map<Object, Object> model = new LinkedHashMap<>();
      Map<Object, Object> map = new OrderedMap(random.nextInt(4));
      for (int step = 0; step < 40; step++) {
        Object key = key(random);
        int action = random.nextInt(10);
        Object ours = act(map, action, key, step);
        Object theirs = act(model, action, key, step);

        assertThat(ours).as("seed %s, step %s", seed, step).isEqualTo(theirs);
        assertThat(new ArrayList<>(map.entrySet()))
            .as("seed %s, step %s", seed, step)
            .isEqualTo(new ArrayList<>(model.entrySet()));
      }
      assertThat(map).isEqualTo(model).hasSameHashCodeAs(model).hasToString(model.toString());
      assertThat(model).isEqualTo(map);
    }
  }

  // Equal keys are not always the same instance, some are null, some have one hash.
  private static Object key(Random random) {
    int number = random.nextInt(9);
    return switch (number) {
      case 0 -> null;
      case 1 -> "Aa";
      case 2 -> "BB";
      case 3 -> number;
      default -> new String("key" + number);
    };
  }

  private static Object act(Map<Object, Object> map, int action, Object key, int step) {
    return switch (action) {
      case 0, 1, 2, 3 -> map.put(key, step);
      case 4 -> map.put(key, null);
      case 5 -> map.remove(key);
      case 6 -> map.get(key) + " " + map.containsKey(key) + " " + map.size();
      case 7 -> removedWhileIterating(map, step % 4);
      case 8 -> setWhileIterating(map, step);
      default -> {
        List<Object> seen = new ArrayList<>();
        map.forEach((k, v) -> seen.add(k + "=" + v));
        yield seen;
      }
    };
  }

  private static Object removedWhileIterating(Map<Object, Object> map, int index) {
    Iterator<Map.Entry<Object, Object>> entries = map.entrySet().iterator();
    for (int i = 0; i < index && entries.hasNext(); i++) {
      entries.next();
    }
    if (entries.hasNext()) {
      Object key = entries.next().getKey();
      entries.remove();
      return key;
    }
    return null;
  }

  private static Object setWhileIterating(Map<Object, Object> map, int step) {
    map.entrySet().forEach(entry -> entry.setValue(step));
    return map.values().stream().filter(value -> value.equals(step)).count();
  }

  @Test
  void aCopyIsIndependentOfItsOriginal() {
    var original = new OrderedMap(1);
    original.put("a", 1);

    OrderedMap copy = OrderedMap.copyOf(original, 1);
    copy.put("a", 2);
    copy.put("b", 3);

    assertThat(original).isEqualTo(Map.of("a", 1));
    assertThat(copy).isEqualTo(Map.of("a", 2, "b", 3));
  }

  /** So many keys, and null as the last one. */
  private static Map<Object, Object> mapOf(int keys) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys; i++) {
      map.put("key" + i, i);
    }
    map.put(null, keys);
    return map;
  }

  @Test
  void aCopyWithoutSomeKeysKeepsTheOthers() {
    Map<Object, Object> map = mapOf(6);
    Object same = map.keySet().iterator().next();

    Map<Object, Object> rest =
        OrderedMap.without(map, List.of((String) same, new String("key3"), "missing"), 0);

    Map<Object, Object> expected = new LinkedHashMap<>(map);
    List.of("key0", "key3").forEach(expected::remove);
    assertThat(new ArrayList<>(rest.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
  }

  @Test
  void renamedEntriesKeepTheirPlaces() {
    Map<Object, Object> map = mapOf(3);
    Object same = map.keySet().iterator().next();

    OrderedMap renamed = OrderedMap.copyOf(map, 1);
    boolean changed =
        renamed.rename(
            new String[] {(String) same, new String("key2"), "missing"},
            new String[] {"first", "last", "none"});

    Map<Object, Object> expected = new LinkedHashMap<>();
    expected.put("first", 0);
    expected.put("key1", 1);
    expected.put("last", 2);
    expected.put(null, 3);
    assertThat(changed).isTrue();
    assertThat(renamed.rename(new String[] {"missing"}, new String[] {"none"})).isFalse();
    assertThat(new ArrayList<>(renamed.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
  }

  @Test
  void anIteratorThatIsMisusedSaysSo() {
    Iterator<?> entries = new OrderedMap(0).entrySet().iterator();

    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(entries::remove).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyEntriesAreLeftToAHashTable() {
    assertThat(Maps.sized(OrderedMap.MOST_ENTRIES)).isInstanceOf(OrderedMap.class);
    assertThat(Maps.sized(OrderedMap.MOST_ENTRIES + 1)).isInstanceOf(LinkedHashMap.class);
  }
}
