/** Calls to providers that end in time, and where a file really lies. */
@NullMarked
package io.taskwire.http;

import org.jspecify.annotations.NullMarked;
