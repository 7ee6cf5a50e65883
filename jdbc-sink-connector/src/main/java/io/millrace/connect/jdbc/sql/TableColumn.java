package io.millrace.connect.jdbc.sql;

/**
 * A column as the database's catalogue describes it.
 *
 * @param typeName the name the database gives the type
 * @param jdbcType one of {@link java.sql.Types}
 */
public record TableColumn(String name, String typeName, int jdbcType) {}
