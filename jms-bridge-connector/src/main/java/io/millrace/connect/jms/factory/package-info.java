/** How a provider's ConnectionFactory is found, made and configured. */
@NullMarked
package io.millrace.connect.jms.factory;

import org.jspecify.annotations.NullMarked;
