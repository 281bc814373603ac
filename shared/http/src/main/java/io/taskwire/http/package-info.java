/** Calls to providers that end in time. */
@NullMarked
package io.taskwire.http;

import org.jspecify.annotations.NullMarked;
