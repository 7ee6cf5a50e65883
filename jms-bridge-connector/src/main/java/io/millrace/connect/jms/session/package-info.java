/** The JMS API itself. The build makes a second copy of this package, linked to javax.jms. */
@NullMarked
package io.millrace.connect.jms.session;

import org.jspecify.annotations.NullMarked;
