/** The command line of an operator: set-up, diagnosis, channels, dialogs, dead letters. */
@NullMarked
package io.taskwire.cli;

import org.jspecify.annotations.NullMarked;
