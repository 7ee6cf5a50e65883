package io.millrace.connect.jdbc.sql;

import java.sql.Types;

/**
 * A column as the database's catalogue describes it.
 *
 * @param typeName the name the database gives the type
 * @param jdbcType one of {@link java.sql.Types}
 * @param size how many characters a text may have, how many digits a decimal; for other types
 *     whatever the driver says
 * @param scale how many digits a decimal has after the point
 * @param isComputed whether the database makes its value of other columns and takes no other
 */
public record TableColumn(
    String name, String typeName, int jdbcType, int size, int scale, boolean isComputed) {

  public TableColumn(String name, String typeName, int jdbcType, int size) {
    this(name, typeName, jdbcType, size, 0, false);
  }

  /** Whether it holds decimals with so many digits after the point. */
  boolean isDecimal() {
    return jdbcType == Types.DECIMAL || jdbcType == Types.NUMERIC;
  }

  /** Whether it holds texts up to a length. */
  public boolean isBoundedText() {
    return jdbcType == Types.VARCHAR || jdbcType == Types.NVARCHAR;
  }

  /** The greatest number it holds, if it holds whole numbers of less than 64 bits. */
  public long greatest() {
    return switch (jdbcType) {
      case Types.TINYINT -> Byte.MAX_VALUE;
      case Types.SMALLINT -> Short.MAX_VALUE;
      case Types.INTEGER -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }
}
