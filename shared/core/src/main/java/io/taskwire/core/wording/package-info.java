/** Every text that employees and clients see, in Russian and English. */
@NullMarked
package io.taskwire.core.wording;

import org.jspecify.annotations.NullMarked;
