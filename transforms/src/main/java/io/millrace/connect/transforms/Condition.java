package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.text.TimedText;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A claim about one value, which may be null or, as {@link Step#REMOVED}, not there. */
@FunctionalInterface
interface Condition {

  boolean holds(@Nullable Object value);

  static Condition of(Operator operator, String value, List<String> values, Duration timeout) {
    Operand operand = Operand.of(value);
    return switch (operator) {
      case EXISTS -> found -> found != Step.REMOVED;
      case IS_NULL -> found -> found == null;
      case EQ -> found -> isThere(found) && isEqual(operand, found);
      case NE -> found -> !(isThere(found) && isEqual(operand, found));
      case LT -> found -> isThere(found) && order(operand, found) < 0;
      case LE -> found -> isThere(found) && order(operand, found) <= 0;
      case GT -> found -> isThere(found) && order(operand, found) > 0;
      case GE -> found -> isThere(found) && order(operand, found) >= 0;
      case IN -> in(values.stream().map(Operand::of).toList());
      case REGEX -> matching(Pattern.compile(value), timeout);
    };
  }

  private static boolean isThere(@Nullable Object value) {
    return value != null && value != Step.REMOVED;
  }

  private static boolean isEqual(Operand operand, @Nullable Object value) {
    var order = operand.compare(value == null ? Step.REMOVED : value);
    return order.isPresent() && order.getAsInt() == 0;
  }

  private static int order(Operand operand, @Nullable Object value) {
    Object found = value == null ? Step.REMOVED : value;
    return operand.compare(found).orElseThrow(() -> notComparable(found));
  }

  private static Problem notComparable(Object found) {
    String type = found.getClass().getSimpleName();
    return Problem.of("got a " + type + ", which has no order with the value given")
        .fixedBy("value", "one of that type");
  }

  private static Condition in(List<Operand> operands) {
    return found ->
        isThere(found) && operands.stream().anyMatch(operand -> isEqual(operand, found));
  }

  private static Condition matching(Pattern pattern, Duration timeout) {
    return found -> {
      if (found == null || found == Step.REMOVED) {
        return false;
      }
      String text = Operand.text(found);
      String shown = text == null ? String.valueOf(found) : text;
      try {
        return pattern.matcher(new TimedText(shown, timeout, System::nanoTime)).matches();
      } catch (StackOverflowError e) {
        throw Problem.of("the pattern has too many repetitions to try on this text");
      }
    };
  }
}
