/** A web server on loopback, for the tests of the modules that call one. */
@NullMarked
package io.taskwire.core.loopback;

import org.jspecify.annotations.NullMarked;
