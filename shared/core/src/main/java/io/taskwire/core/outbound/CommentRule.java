package io.taskwire.core.outbound;

import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.messenger.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges an answer in the task of comments under a post. What leaves from there is published under
 * the post, in the thread of the client's comment, unless it begins with a command; so whatever is
 * not surely meant for all to see is refused.
 */
sealed interface CommentRule {
  Pattern COMMAND = Pattern.compile("/(\\p{L}[\\p{L}\\d_-]*)(?:\\s+|$)");

  Set<String> DIRECT = Set.of("direct", "директ");

  /** It is published under the post. */
  record Published() implements CommentRule {}

  /** It is for the client alone. */
  record Direct(String text) implements CommentRule {}

  record Refused(Refusal refusal) implements CommentRule {}

  /** A text with the command that takes it into Direct. */
  static String inDirect(String text) {
    return "/direct " + text;
  }

  /** A text without the command that takes it into Direct. */
  static String withoutCommand(String text) {
    Matcher command = COMMAND.matcher(text);
    return command.lookingAt() && isDirect(command) ? text.substring(command.end()).strip() : text;
  }

  private static boolean isDirect(Matcher command) {
    return DIRECT.contains(command.group(1).toLowerCase(Locale.ROOT));
  }

  /**
   * Judges a text.
   *
   * @param published whether the settings let answers appear under posts
   */
  static CommentRule of(String text, Dialog dialog, boolean published) {
    Matcher command = COMMAND.matcher(text);
    if (command.lookingAt()) {
      return isDirect(command)
          ? new Direct(withoutCommand(text))
          : new Refused(Refusal.of(Refusal.NO_SUCH_COMMAND));
    }
    if (!published) {
      return new Refused(Refusal.of(Refusal.NOT_UNDER_POSTS));
    }
    Optional<Refusal> noThread =
        dialog.thread().isPresent()
            ? Optional.empty()
            : Optional.of(Refusal.of(Refusal.NO_COMMENT));
    return noThread.<CommentRule>map(Refused::new).orElseGet(Published::new);
  }
}
