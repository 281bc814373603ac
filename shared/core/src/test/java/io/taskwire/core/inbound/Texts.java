package io.taskwire.core.inbound;

import io.taskwire.core.fakes.Scene;
import io.taskwire.core.notice.Notice;

/** What stands in Planfix, in English, for {@link io.taskwire.core.fakes.Client}'s stories. */
final class Texts {
  static final String POST_BODY =
      "Comment under the post: https://instagram.example/p/1\n\"Spring sale\"";
  static final String FAILED =
      "⚠ A message sent outside Planfix was not delivered: BAD_CONTACT (No such account)";

  private Texts() {}

  static String edited(String from, String to) {
    return "✏ Message edited.\nBefore: \"" + from + "\"\nNow: \"" + to + "\"";
  }

  static String deleted(String text) {
    return "🗑 Message deleted: \"" + text + "\"";
  }

  static String parked(Notice notice) {
    var at = ((Notice.Message) notice).origin().at();
    return new Composer(Scene.WORDING).parked(at, "Invalid parameters");
  }
}
