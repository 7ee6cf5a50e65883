/** Test support: harnesses, fakes and contracts shared by all modules. */
@NullMarked
package io.millrace.connect.testkit;

import org.jspecify.annotations.NullMarked;
