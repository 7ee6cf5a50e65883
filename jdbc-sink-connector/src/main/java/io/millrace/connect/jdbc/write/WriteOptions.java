package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.WriteMethod;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How rows are written.
 *
 * @param createTables whether missing tables are created
 * @param addColumns whether missing columns are added
 * @param widenColumns whether columns get more room for values that do not fit
 * @param onlyIfDifferent whether upserts leave rows alone that they would not change
 * @param method how rows travel
 * @param batchSize how many rows one statement takes at most
 * @param batchBytes about how many bytes one statement takes at most, except for a single row
 * @param statementTimeout how long one statement may take
 * @param zone of columns that hold dates and times without a zone
 */
public record WriteOptions(
    boolean createTables,
    boolean addColumns,
    boolean widenColumns,
    boolean onlyIfDifferent,
    WriteMethod method,
    int batchSize,
    long batchBytes,
    Duration statementTimeout,
    ZoneId zone) {}
