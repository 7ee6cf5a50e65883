/** The keys and certificates of TLS connections. */
@NullMarked
package io.millrace.connect.common.tls;

import org.jspecify.annotations.NullMarked;
