/** The door for Planfix's calls. */
@NullMarked
package io.taskwire.planfixwebhook;

import org.jspecify.annotations.NullMarked;
