/** Looks after the Wazzup account once an hour. */
@NullMarked
package io.taskwire.caretaker;

import org.jspecify.annotations.NullMarked;
