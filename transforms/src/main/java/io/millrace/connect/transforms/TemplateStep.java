package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Puts the text of a template in the place of a whole key or value. */
record TemplateStep(Template template) implements Step {

  @Override
  public Optional<Rewrite> compile(Schema schema, Roots roots) {
    Optional<Supply> text = template.bind(roots);
    Schema output = schema.isOptional() ? Schema.OPTIONAL_STRING_SCHEMA : Schema.STRING_SCHEMA;
    return Optional.of(
        text.map(t -> new Rewrite(output, (scope, value) -> text(t, scope, value)))
            .orElseGet(() -> Rewrite.same(schema)));
  }

  @Override
  public Rewrite.Values compile(Roots roots) {
    return template
        .bind(roots)
        .<Rewrite.Values>map(text -> (scope, value) -> text(text, scope, value))
        .orElse(Rewrite.Values.SAME);
  }

  private static @Nullable Object text(Supply template, Scope scope, @Nullable Object value) {
    Object text = template.value().apply(scope);
    return text == REMOVED ? value : text;
  }
}
