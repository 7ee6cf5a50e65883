package io.millrace.quickstart.demo;

import java.math.BigDecimal;

/** One order of the legacy system. Which one it is follows from its number alone. */
public record Order(
    long id, String customer, String item, int quantity, BigDecimal price, String legacyCode) {

  private static final String[] CUSTOMERS = {"Ann", "Björn", "Chloé", "Дмитрий", "Eleni", "Fatma"};
  private static final String[] ITEMS = {
    "Jaffa Cake", "Tea, black, loose", "Butter 250 g", "\"Best\" flour", "Rye bread", "Café crème"
  };

  /** The order with this number, always the same. */
  public static Order number(long id) {
    int pick = (int) (id % CUSTOMERS.length);
    int item = (int) (id / CUSTOMERS.length % ITEMS.length);
    return new Order(
        id,
        CUSTOMERS[pick],
        ITEMS[item],
        (int) (id % 97) + 1,
        BigDecimal.valueOf(id % 100_000 + 99, 2),
        "L-" + Long.toHexString(id));
  }

  /**
   * The order as the legacy system writes it: one CSV line, without its end.
   *
   * @param orderedAt when it was written, in milliseconds since 1970
   */
  public String csvLine(long orderedAt) {
    return id
        + ","
        + customer
        + ","
        + quoted(item)
        + ","
        + quantity
        + ","
        + price
        + ","
        + legacyCode
        + ","
        + orderedAt;
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
