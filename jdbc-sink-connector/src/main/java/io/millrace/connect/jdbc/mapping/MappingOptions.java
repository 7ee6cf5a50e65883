package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.Operation;
import java.util.List;
import java.util.Optional;

/**
 * How records become rows.
 *
 * @param dialect whose statements will hold the names of tables and columns
 * @param operation what a record with a value does
 * @param keyFields the key columns; empty for all fields of the key's source
 * @param names which columns fields go to
 * @param textColumn the column for values that are a plain text, if there is one
 * @param deletes whether a record without value deletes its row
 * @param ignoresNull whether, without deletes, such a record is passed over rather than refused
 * @param defaultsForNull whether a missing value takes the default of its schema
 * @param version the field of the value that tells newer records of a row from older ones
 * @param truncates whether a truncate event empties the table
 */
public record MappingOptions(
    Dialect dialect,
    TableNaming tables,
    Operation operation,
    KeyMode keyMode,
    List<String> keyFields,
    FieldFilter fields,
    FieldNames names,
    Optional<String> textColumn,
    boolean deletes,
    boolean ignoresNull,
    boolean defaultsForNull,
    RecordFormat format,
    Optional<String> version,
    boolean truncates) {}
