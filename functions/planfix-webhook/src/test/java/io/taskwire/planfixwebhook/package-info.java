@NullMarked
package io.taskwire.planfixwebhook;

import org.jspecify.annotations.NullMarked;
