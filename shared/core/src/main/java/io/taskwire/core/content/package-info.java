/** The kinds of content a message can have, each with its readable form. */
@NullMarked
package io.taskwire.core.content;

import org.jspecify.annotations.NullMarked;
