package io.taskwire.core.wazzup;

import io.taskwire.core.notice.MessageId;
import java.util.Optional;

/**
 * One message to a client.
 *
 * @param quoted the message that it quotes; for a comment under an Instagram post, the comment that
 *     it answers
 */
public record Sending(
    Route route, Payload payload, Optional<MessageId> quoted, CrmMessageId crmMessageId) {}
