/**
 * The web console of the local run: shows live how what is written on a phone becomes a task, and
 * lets a visitor be the client, the employee and the weather.
 */
@NullMarked
package io.taskwire.local.console;

import org.jspecify.annotations.NullMarked;
