package io.taskwire.local.sim.wazzup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the API that is waiting for its call.
 *
 * @param kind what goes wrong
 * @param call the calls it meets; null: all
 * @param afterEffect the call is carried out before it goes wrong; for {@link Kind#SERVER_ERROR},
 *     {@link Kind#HTML}, {@link Kind#DROP} and {@link Kind#DELAY}
 * @param skip how many of its calls to let through first
 * @param count how many of its calls it then meets; null: until cleared
 * @param delayMs how long a {@link Kind#DELAY} lasts, or the silence before a {@link Kind#DROP}
 * @param code the error code of a {@link Kind#REFUSAL} or {@link Kind#DELIVERY_ERROR}
 */
public record Fault(
    Kind kind,
    @Nullable Call call,
    boolean afterEffect,
    int skip,
    @Nullable Integer count,
    long delayMs,
    @Nullable String code) {

  public Fault {
    Objects.requireNonNull(kind, "kind");
    if ((kind == Kind.REFUSAL || kind == Kind.DELIVERY_ERROR) && code == null) {
      throw new IllegalArgumentException(kind + " needs a code");
    }
    if (skip < 0 || delayMs < 0 || (count != null && count < 1)) {
      throw new IllegalArgumentException("skip and delayMs from 0, count from 1");
    }
  }

  /** The kinds of fault. */
  public enum Kind {
    /** 401 with an empty body. */
    UNAUTHORIZED,
    /** 403 with {@code {"error":"FORBIDDEN"}}. */
    FORBIDDEN,
    /** 429 with an empty body. */
    TOO_MANY_REQUESTS,
    /** 500 with an empty body. */
    SERVER_ERROR,
    /** 502 with a page of HTML, as a proxy in front of Wazzup would answer. */
    HTML,
    /** The connection is closed without an answer. */
    DROP,
    /** The answer comes late. */
    DELAY,
    /** 400 with an error code. */
    REFUSAL,
    /** 201, and afterwards the message ends with the status {@code error} and a code. */
    DELIVERY_ERROR
  }

  /** The calls of the API. */
  public enum Call {
    SEND,
    EDIT,
    DELETE,
    CHANNELS,
    WEBHOOKS_READ,
    WEBHOOKS_SET,
    TEMPLATES,
    FILE
  }

  /** The next {@code count} calls of one kind go wrong, before any effect. */
  public static Fault of(Kind kind, Call call, int count) {
    return new Fault(kind, call, false, 0, count, 0, null);
  }

  /** The same fault, after the call had its effect. */
  public Fault afterTheEffect() {
    return new Fault(kind, call, true, skip, count, delayMs, code);
  }

  /** Every call of one kind goes wrong until cleared, before any effect; null: every call. */
  public static Fault lasting(Kind kind, @Nullable Call call) {
    return new Fault(kind, call, false, 0, null, 0, null);
  }

  /** The same fault, which comes only after a time. */
  public Fault late(long afterMs) {
    return new Fault(kind, call, afterEffect, skip, count, afterMs, code);
  }

  /** The next {@code count} sends are refused with a code, or fail with it after 201. */
  public static Fault ofSend(Kind kind, String code, int count) {
    return new Fault(kind, Call.SEND, false, 0, count, 0, code);
  }

  Fault skippedOnce() {
    return new Fault(kind, call, afterEffect, skip - 1, count, delayMs, code);
  }

  Fault metOnce(int left) {
    return new Fault(kind, call, afterEffect, skip, left, delayMs, code);
  }
}
