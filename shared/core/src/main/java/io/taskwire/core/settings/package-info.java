/** The settings document, checked. */
@NullMarked
package io.taskwire.core.settings;

import org.jspecify.annotations.NullMarked;
