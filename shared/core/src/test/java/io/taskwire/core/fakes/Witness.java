package io.taskwire.core.fakes;

import io.taskwire.core.fakes.Mortal.Side;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sees every call that a worker makes to the outside world, before it is made and after it had its
 * effect. What it throws is all that the worker sees of the call.
 */
public interface Witness {
  /** Sees nothing. */
  Witness NONE = new Witness() {};

  /** Lets something else happen once, between a call's effect and its answer. */
  static Witness onceAfter(String call, Runnable meanwhile) {
    AtomicBoolean happened = new AtomicBoolean();
    return new Witness() {
      @Override
      public void after(String made) {
        if (made.equals(call) && happened.compareAndSet(false, true)) {
          meanwhile.run();
        }
      }
    };
  }

  /** Lets something else happen each time before a call is made, or after it had its effect. */
  static Witness at(String call, Side side, Runnable meanwhile) {
    return new Witness() {
      @Override
      public void before(String made) {
        happens(made, Side.BEFORE);
      }

      @Override
      public void after(String made) {
        happens(made, Side.AFTER);
      }

      private void happens(String made, Side now) {
        if (made.equals(call) && now == side) {
          meanwhile.run();
        }
      }
    };
  }

  /** Lets something else happen at one call, by its number from 0. */
  static Witness at(int call, Side side, Runnable meanwhile) {
    return new Witness() {
      private int calls;

      @Override
      public void before(String made) {
        if (side == Side.BEFORE && calls == call) {
          meanwhile.run();
        }
      }

      @Override
      public void after(String made) {
        if (calls++ == call && side == Side.AFTER) {
          meanwhile.run();
        }
      }
    };
  }

  /**
   * A call is about to be made.
   *
   * @param call port and method, e.g. {@code PlanfixChat.post}
   */
  default void before(String call) {}

  /** A call has had its effect, and its answer is on its way. */
  default void after(String call) {}

  /**
   * What it will be answered, told just before {@link #after}.
   *
   * @param answer null where there is none to give
   */
  default void answered(String call, @Nullable Object answer) {}

  /** The port with this witness standing by. */
  default <T> T beside(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              String call = port.getSimpleName() + "." + method.getName();
              before(call);
              Object answer;
              try {
                answer = method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
              answered(call, answer);
              after(call);
              return answer;
            }));
  }
}
