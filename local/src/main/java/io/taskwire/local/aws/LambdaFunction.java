package io.taskwire.local.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A handler as Lambda runs it. Each invocation has a handler instance to itself; instances are made
 * when needed and reused afterwards, like warm execution environments. Event and answer pass
 * through JSON with the serializers of the Java runtime, so that a handler sees here what it would
 * see there.
 *
 * <p>An invocation that takes longer than the function's timeout is abandoned: its thread is
 * interrupted and its instance never used again. Lambda would stop the whole environment; here,
 * code that ignores the interruption runs on.
 *
 * @param <E> the event, a class of aws-lambda-java-events
 * @param <A> the answer
 */
public final class LambdaFunction<E, A> {

  private static final Logger LOGGER = System.getLogger(LambdaFunction.class.getName());

  private final String name;
  private final Supplier<? extends RequestHandler<E, A>> init;
  private final PojoSerializer<E> events;
  private final PojoSerializer<A> answers;
  private final Duration timeout;
  private final InstantSource clock;
  private final Deque<Environment> warm = new ConcurrentLinkedDeque<>();

  /**
   * @param name the function's name
   * @param init makes a handler instance, as Lambda's init phase does with the constructor without
   *     arguments
   * @param timeout how long an invocation may take, init included
   * @param clock tells a handler how much time it has left
   */
  public LambdaFunction(
      String name,
      Supplier<? extends RequestHandler<E, A>> init,
      Class<E> eventType,
      Class<A> answerType,
      Duration timeout,
      InstantSource clock) {
    this.name = name;
    this.init = init;
    this.events = serializer(eventType);
    this.answers = serializer(answerType);
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * Chooses like the Java runtime's event handler loader: special serializers for some events,
   * Jackson otherwise.
   */
  private static <T> PojoSerializer<T> serializer(Class<T> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }

  String name() {
    return name;
  }

  /** The event as the JSON that Lambda is given. */
  byte[] toJson(E event) {
    return write(events, event);
  }

  /**
   * Runs the handler and waits for its answer.
   *
   * @return the answer after its way through JSON; null if the handler answered null
   */
  @Nullable A invoke(byte[] eventJson) throws InvocationFailed {
    Environment environment = Objects.requireNonNullElseGet(warm.poll(), Environment::new);
    FutureTask<@Nullable A> invocation = new FutureTask<>(() -> environment.run(eventJson));
    Thread.ofVirtual().name(name).start(invocation);
    try {
      A answer = invocation.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      warm.push(environment);
      return answer;
    } catch (ExecutionException e) {
      warm.push(environment);
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      throw failed("threw " + thrown.getClass().getSimpleName(), thrown);
    } catch (TimeoutException e) {
      invocation.cancel(true);
      throw failed("timed out after " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      invocation.cancel(true);
      Thread.currentThread().interrupt();
      throw failed("was interrupted", e);
    }
  }

  /** A handler instance, made at its first invocation. */
  private final class Environment {

    private @Nullable RequestHandler<E, A> handler;

    /** As the runtime does: a handler of streams is one, whatever else it is. */
    @Nullable A run(byte[] eventJson) throws IOException {
      if (handler == null) {
        handler = init.get();
      }
      if (handler instanceof RequestStreamHandler streams) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        streams.handleRequest(new ByteArrayInputStream(eventJson), out, newContext());
        return answers.fromJson(new ByteArrayInputStream(out.toByteArray()));
      }
      A answer =
          handler.handleRequest(events.fromJson(new ByteArrayInputStream(eventJson)), newContext());
      return answer == null
          ? null
          : answers.fromJson(new ByteArrayInputStream(write(answers, answer)));
    }
  }

  private LocalContext newContext() {
    return new LocalContext(
        name, UUID.randomUUID().toString(), clock.instant().plus(timeout), clock);
  }

  private InvocationFailed failed(String reason, Throwable cause) {
    LOGGER.log(Level.WARNING, name + " " + reason, cause);
    return new InvocationFailed(reason, cause);
  }

  private static <T> byte[] write(PojoSerializer<T> serializer, T value) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    serializer.toJson(value, json);
    return json.toByteArray();
  }
}
