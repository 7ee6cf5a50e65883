package io.millrace.connect.jdbc.sql;

import java.util.List;

/**
 * The text of a statement.
 *
 * @param parameters the columns its parameters belong to, in order, for one row
 */
public record SqlStatement(String text, Binding binding, List<TableColumn> parameters) {}
