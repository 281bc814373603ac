/** What every function needs of its surroundings: its environment, its clients, its log. */
@NullMarked
package io.taskwire.aws.function;

import org.jspecify.annotations.NullMarked;
