/**
 * AWS in one process: DynamoDB and SQS as embedded servers, and what Lambda and API Gateway do
 * between them and a handler. Everything listens on loopback only and keeps its data in memory.
 */
@NullMarked
package io.taskwire.local.aws;

import org.jspecify.annotations.NullMarked;
