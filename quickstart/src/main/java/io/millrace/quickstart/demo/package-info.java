/** The demo: a legacy system that writes a file, and the check that all of it reached a table. */
@NullMarked
package io.millrace.quickstart.demo;

import org.jspecify.annotations.NullMarked;
