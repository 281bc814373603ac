/** AWS as only an operator asks it: stacks, secrets, limits, metrics. */
@NullMarked
package io.taskwire.cli.aws;

import org.jspecify.annotations.NullMarked;
