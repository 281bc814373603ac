/** The one DynamoDB table: its keys, its items, and the stores over it. */
@NullMarked
package io.taskwire.aws.table;

import org.jspecify.annotations.NullMarked;
