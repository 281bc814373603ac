package io.taskwire.local.e2e;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts the calls that go to AWS, each attempt of the SDK by the name of its operation. */
final class CallCounts implements ExecutionInterceptor {
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    counts.computeIfAbsent(name(context.request()), _ -> new AtomicInteger()).incrementAndGet();
  }

  /** The operation that a request is of. */
  static String name(SdkRequest request) {
    return request.getClass().getSimpleName().replaceFirst("Request$", "");
  }

  /** What was counted since the last time this was asked. */
  Map<String, Integer> taken() {
    Map<String, Integer> taken = new TreeMap<>();
    counts.forEach(
        (operation, count) -> {
          int calls = count.getAndSet(0);
          if (calls > 0) {
            taken.put(operation, calls);
          }
        });
    return taken;
  }
}
