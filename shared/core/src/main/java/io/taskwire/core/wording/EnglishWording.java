package io.taskwire.core.wording;

import java.util.Optional;

/** English. */
final class EnglishWording implements Wording {
  @Override
  public String emptyMessage() {
    return "[Empty message]";
  }

  @Override
  public String picture() {
    return "[Picture]";
  }

  @Override
  public String pictureWithoutFile() {
    return "[Picture: the file did not come, look at it in the messenger]";
  }

  @Override
  public String sticker() {
    return "[Sticker]";
  }

  @Override
  public String stickerWithoutFile() {
    return "[Sticker: the file did not come]";
  }

  @Override
  public String audio() {
    return "[Audio message]";
  }

  @Override
  public String audioWithoutFile() {
    return "[Audio message: the file did not come, listen to it in the messenger]";
  }

  @Override
  public String video() {
    return "[Video]";
  }

  @Override
  public String videoWithoutFile() {
    return "[Video: the file did not come, look at it in the messenger]";
  }

  @Override
  public String document() {
    return "[File]";
  }

  @Override
  public String documentWithoutFile() {
    return "[The file did not come, open it in the messenger]";
  }

  @Override
  public String contactCard() {
    return "[Contact card]";
  }

  @Override
  public String contactCardWithoutFile() {
    return "[Contact card: its data did not come, open it in the messenger]";
  }

  @Override
  public String location() {
    return "[Location]";
  }

  @Override
  public String locationWithoutFile() {
    return "[Location: the coordinates did not come, open it in the messenger]";
  }

  @Override
  public String template() {
    return "[WhatsApp template]";
  }

  @Override
  public String missedCall() {
    return "[Missed call]";
  }

  @Override
  public String systemNote() {
    return "[Note of the messenger]";
  }

  @Override
  public String unsupported() {
    return "[A message that Wazzup cannot show: open it in the messenger]";
  }

  @Override
  public String unknown(String type) {
    return "[A message of the unknown kind \"" + type + "\": open it in the messenger]";
  }

  @Override
  public String edited(String oldText, String newText) {
    return "✏ Message edited.\nBefore: \"" + oldText + "\"\nNow: \"" + newText + "\"";
  }

  @Override
  public String deleted(String oldText) {
    return "🗑 Message deleted: \"" + oldText + "\"";
  }

  @Override
  public String unknownText() {
    return "(text unknown)";
  }

  @Override
  public String echoFailed(String code, String description) {
    return "⚠ A message sent outside Planfix was not delivered: "
        + code
        + (description.isBlank() ? "" : " (" + description + ")");
  }

  @Override
  public String parked(String time, String reason) {
    return "⚠ The message of "
        + time
        + " could not be shown: "
        + reason
        + ". It is in the messenger.";
  }

  @Override
  public String late(String time, String text) {
    return "(written " + time + ", shown late)\n" + text;
  }

  @Override
  public String direct() {
    return "Direct";
  }

  @Override
  public String group() {
    return "group";
  }

  @Override
  public String comment() {
    return "comment";
  }

  @Override
  public String post(String link, Optional<String> caption) {
    return "Comment under the post: " + link + caption.map(text -> "\n\"" + text + "\"").orElse("");
  }

  @Override
  public String postWithoutLink() {
    return "(the link to the post did not come)";
  }

  @Override
  public String employee() {
    return "Employee";
  }

  @Override
  public String writtenBy(String author, String text) {
    return author + ": " + text;
  }

  @Override
  public String refusal(String code, String detail) {
    return EnglishRefusals.sentence(code, detail);
  }

  @Override
  public String mayNotHaveBeenSent() {
    return "Whether this was sent is unknown: it may not have reached the client. Ask before you send it again.";
  }

  @Override
  public String notSent() {
    return "Not sent.";
  }

  @Override
  public String waitingForWazzup() {
    return "Wazzup takes no messages at the moment. This has not been sent yet and will go out by itself; do not send it again.";
  }

  @Override
  public String cameBack() {
    return "Not sent from here: the same text had just come here from the phone, from Wazzup or from Taskwire. If the client is to get it from here all the same, send it once more.";
  }

  @Override
  public String reached(String account) {
    return "Sent to the account " + account + " in Instagram Direct.";
  }

  @Override
  public String part(int number, int of, String what) {
    return "Message " + number + " of " + of + ": " + what;
  }
}
