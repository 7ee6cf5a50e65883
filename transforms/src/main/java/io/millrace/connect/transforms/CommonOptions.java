package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.structure.Roots.Nulls;
import java.util.Optional;

/** The options every transform has, declared on its spec. */
record CommonOptions(
    Option<OnError> onError, Optional<Option<Nulls>> nulls, Option<Integer> cacheSize) {

  static CommonOptions declaredOn(ConfigSpec spec) {
    return new CommonOptions(onError(spec), Optional.of(nulls(spec)), cacheSize(spec));
  }

  /** The same for transforms that never put a default in the place of a null. */
  static CommonOptions withoutNulls(ConfigSpec spec) {
    return new CommonOptions(onError(spec), Optional.empty(), cacheSize(spec));
  }

  /** What is read where a field is null and its schema has a default. */
  Nulls nulls(Settings settings) {
    return nulls.map(settings::get).orElse(Nulls.KEEP);
  }

  static Option<OnError> onError(ConfigSpec spec) {
    return spec.choice("on.error", OnError.class)
        .group("Errors")
        .defaultTo(OnError.FAIL)
        .doc(
            "What happens to a record the transform cannot deal with. `fail` fails it, and the"
                + " worker's `errors.tolerance` and dead-letter queue decide what follows; `skip`"
                + " passes it as it came; `null` writes null where the result would have gone;"
                + " `drop` removes the record; `tag` passes it as it came with a header"
                + " `millrace.error` that says what was wrong.");
  }

  static Option<OnMissing> onMissing(ConfigSpec spec, OnMissing byDefault, String what) {
    return spec.choice("on.missing", OnMissing.class)
        .group("Errors")
        .defaultTo(byDefault)
        .doc(
            "What happens when "
                + what
                + " is not there. `fail` treats it as an error, `skip` leaves the record as it is"
                + " in this respect, `null` goes on with a null where something is written.");
  }

  private static Option<Nulls> nulls(ConfigSpec spec) {
    return spec.choice("nulls", Nulls.class)
        .group("Schemas")
        .defaultTo(Nulls.KEEP)
        .doc(
            "What is read where a field is null and its schema has a default: `keep` keeps the"
                + " null, `default` puts the default in its place, as Kafka's own transforms do.");
  }

  static Option<Integer> cacheSize(ConfigSpec spec) {
    return spec.integer("schema.cache.size")
        .group("Schemas")
        .atLeast(1)
        .defaultTo(1000)
        .doc(
            "For how many schemas the prepared work is kept. More than the number of schemas that"
                + " alternate in one task needs only memory; less costs much time.");
  }
}
