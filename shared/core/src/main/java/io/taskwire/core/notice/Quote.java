package io.taskwire.core.notice;

import java.util.Optional;

/** What a message quotes: an id, a text, or both; nothing of it is promised (Wazzup API). */
public record Quote(Optional<MessageId> message, Optional<String> text) {}
