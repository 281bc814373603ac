package io.taskwire.core.notice;

import java.util.Optional;

/** The Instagram post that a comment was written under (Wazzup API, instPost). */
public record Post(Optional<String> link, Optional<String> caption) {}
