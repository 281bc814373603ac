package io.taskwire.core.dialog;

import java.time.Instant;

/**
 * One thing that was decided, tried or answered about a message, kept with it so that it can be
 * told later what happened and why.
 *
 * @param what in words, without texts, tokens and numbers of people
 */
public record Decision(Instant at, String what) {}
