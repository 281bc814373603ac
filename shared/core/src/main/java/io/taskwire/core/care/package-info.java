/** What is looked after now and then, since no message tells it. */
@NullMarked
package io.taskwire.core.care;

import org.jspecify.annotations.NullMarked;
