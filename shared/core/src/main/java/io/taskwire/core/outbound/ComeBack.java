package io.taskwire.core.outbound;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.messenger.FileKind;
import io.taskwire.core.outbound.Outbox.View;
import io.taskwire.core.planfix.TaskMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Recognises what we posted to Planfix as our side's when Planfix sends it to us, as if an employee
 * had written it for the client: by its looks, since nothing else tells it. What a colleague wrote
 * in the same words within some minutes looks the same, and is told the same.
 */
public final class ComeBack {
  private static final int TEXT_DIGITS = 16;

  /** Of a file whose kind can't be told by its name: it may be any. */
  private static final char FILE = 'f';

  private ComeBack() {}

  /**
   * What is to be noted before a message is posted.
   *
   * @param post unlike any other post of the dialog
   */
  public static PostedEcho noted(TaskMessage message, String post, Instant now) {
    return new PostedEcho(now, post, text(message.text()), files(message.files()));
  }

  /** The oldest note that a comment may be; empty where somebody wrote it in Planfix. */
  static Optional<PostedEcho> of(Comment comment, View view) {
    Optional<PlanfixChatId> postedTo = view.dialog().map(dialog -> dialog.planfixChat());
    if (comment.first() || comment.scenario() || !postedTo.equals(Optional.of(comment.chat()))) {
      return Optional.empty();
    }
    String text = text(comment.text());
    String files = files(comment.files());
    return view.echoes().stream()
        .filter(echo -> echo.mayHaveComeBackAt(comment.receivedAt()))
        .filter(echo -> echo.text().equals(text) && holds(echo.files(), files))
        .min(Comparator.comparing(PostedEcho::at).thenComparing(PostedEcho::post));
  }

  private static String text(String text) {
    // Far more than it takes to tell some dozens of texts apart.
    return Fingerprint.ofComment(text).substring(0, TEXT_DIGITS);
  }

  /** What Planfix makes of names is its own affair; the kinds can be relied on. */
  private static String files(List<FileLink> files) {
    return files.stream()
        .map(file -> FileKind.ofName(file.name()).map(ComeBack::letter).orElse("" + FILE))
        .sorted()
        .collect(Collectors.joining());
  }

  private static String letter(FileKind kind) {
    return kind.name().substring(0, 1).toLowerCase(Locale.ROOT);
  }

  /** Whether nothing came back but what was posted; of that something may still be missing. */
  private static boolean holds(String posted, String came) {
    StringBuilder left = new StringBuilder(posted);
    int anyKind = 0;
    for (int i = 0; i < came.length(); i++) {
      char kind = came.charAt(i);
      int same = kind == FILE ? -1 : left.indexOf("" + kind);
      int at = same < 0 ? left.indexOf("" + FILE) : same;
      if (at >= 0) {
        left.deleteCharAt(at);
      } else if (kind == FILE) {
        anyKind++;
      } else {
        return false;
      }
    }
    return anyKind <= left.length();
  }
}
