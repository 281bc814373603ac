package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * Something that happened in the simulated account, for a console that shows it live. {@link
 * WazzupSimulator#json} writes one as JSON; its {@code event} is the simple name of the record.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
public sealed interface WazzupEvent {

  /** When it happened. */
  Instant at();

  /** A client wrote, edited or deleted a message. */
  record ClientWrote(Instant at, String channelId, String chatId, ChatMessage message)
      implements WazzupEvent {}

  /**
   * A message of ours, by the API or by an employee, is on its way to the client or was changed.
   */
  record ClientReceived(Instant at, String channelId, String chatId, ChatMessage message)
      implements WazzupEvent {}

  /** A message of ours got another status. */
  record StatusChanged(Instant at, String channelId, String chatId, ChatMessage message)
      implements WazzupEvent {}

  /** A webhook was posted, once more or for the first time, or could not be. */
  record WebhookPosted(Instant at, WebhookPost post) implements WazzupEvent {}

  /** A channel appeared or its state changed; a removed one is shown as {@code disabled}. */
  record ChannelChanged(Instant at, WazzupChannel channel) implements WazzupEvent {}
}
