/** A channel and a chat make a dialog; one dialog is one Planfix task. */
@NullMarked
package io.taskwire.core.dialog;

import org.jspecify.annotations.NullMarked;
