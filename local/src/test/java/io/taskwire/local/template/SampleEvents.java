package io.taskwire.local.template;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.QueueEntry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The files of {@code events/}, and what a door needs to be shown them. */
final class SampleEvents {
  private static final String SERIALIZED = APIGatewayV2HTTPEvent.class.getName();

  static final Context UNASKED =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new AssertionError("the door asks for " + method.getName());
              });

  private SampleEvents() {}

  /** Read as Lambda's Java runtime reads it. */
  static APIGatewayV2HTTPEvent read(String file) {
    PojoSerializer<APIGatewayV2HTTPEvent> serializer =
        LambdaEventSerializers.isLambdaSupportedEvent(SERIALIZED)
            ? LambdaEventSerializers.serializerFor(
                APIGatewayV2HTTPEvent.class, SampleEvents.class.getClassLoader())
            : JacksonFactory.getInstance().getSerializer(APIGatewayV2HTTPEvent.class);
    return serializer.fromJson(Repository.text("events/" + file + ".json"));
  }

  /** A queue that takes everything. */
  static final class Queue implements NoticeQueue {
    final List<QueueEntry> taken = new ArrayList<>();

    @Override
    public int largestBody() {
      return 1_000_000;
    }

    @Override
    public Answer put(List<QueueEntry> entries, Instant deadline) {
      taken.addAll(entries);
      return new Answer.Taken(List.of());
    }
  }
}
