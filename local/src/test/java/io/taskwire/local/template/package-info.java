/**
 * Holds what is deployed against the code: the template, the sample events and the page about the
 * table.
 */
@NullMarked
package io.taskwire.local.template;

import org.jspecify.annotations.NullMarked;
