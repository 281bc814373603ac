/** DynamoDB, SQS and configuration. */
@NullMarked
package io.taskwire.aws;

import org.jspecify.annotations.NullMarked;
