package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;

/** What a message says (Wazzup API, type). */
public sealed interface Content
    permits Text,
        Picture,
        Sticker,
        Audio,
        Video,
        Document,
        ContactCard,
        Location,
        Template,
        MissedCall,
        SystemNote,
        Unsupported,
        Unknown {

  /** As an employee reads it in Planfix. */
  ReadableForm readable(Wording wording);

  /** The words in it, for quotes and for telling one edit from another; may be empty. */
  String plainText();
}
