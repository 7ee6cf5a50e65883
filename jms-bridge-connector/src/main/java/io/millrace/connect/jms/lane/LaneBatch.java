package io.millrace.connect.jms.lane;

import java.util.List;

/**
 * The records of one transaction.
 *
 * @param receipt counts all of the records
 */
public record LaneBatch<R>(List<R> records, Receipt receipt) {}
