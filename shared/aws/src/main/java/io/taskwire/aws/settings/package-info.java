/** The settings document, from a file or from Secrets Manager. */
@NullMarked
package io.taskwire.aws.settings;

import org.jspecify.annotations.NullMarked;
