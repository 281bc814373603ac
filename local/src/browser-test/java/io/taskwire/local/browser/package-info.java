/**
 * The console in a real browser, driven like a visitor would. Only {@code mvn -Pbrowser} compiles
 * and runs this.
 */
@NullMarked
package io.taskwire.local.browser;

import org.jspecify.annotations.NullMarked;
