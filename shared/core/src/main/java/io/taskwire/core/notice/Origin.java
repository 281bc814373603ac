package io.taskwire.core.notice;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.Chat;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a message was written, when and by whom.
 *
 * @param chatId the other side as Wazzup writes it; {@link Chat} holds it normalised
 * @param at the time the messenger gave, or that of the webhook where it gave none
 * @param fromUs whether our side wrote it: on the phone, in Wazzup, or by an API ({@code isEcho})
 * @param author the name of the one on our side, or of the member of a group, who wrote it, where
 *     Wazzup tells it
 */
public record Origin(
    MessageId message,
    ChannelId channel,
    Chat chat,
    String chatId,
    Instant at,
    boolean fromUs,
    Person client,
    Optional<String> author,
    Optional<Post> post) {}
