/** Rules for the domain as a whole. */
@NullMarked
package io.taskwire.core;

import org.jspecify.annotations.NullMarked;
