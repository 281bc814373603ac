@NullMarked
package io.taskwire.wazzupwebhook;

import org.jspecify.annotations.NullMarked;
