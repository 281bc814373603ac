package io.taskwire.core.messenger;

import java.time.Duration;

/**
 * How long after the client's last message one may write.
 *
 * @param refusal the code of the refusal once it is over
 */
record Window(Duration length, String refusal) {}
