@NullMarked
package io.taskwire.caretaker;

import org.jspecify.annotations.NullMarked;
