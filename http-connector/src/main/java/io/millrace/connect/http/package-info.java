/**
 * The HTTP connectors: records of topics are sent to endpoints, requests and answers become
 * records.
 */
@NullMarked
package io.millrace.connect.http;

import org.jspecify.annotations.NullMarked;
