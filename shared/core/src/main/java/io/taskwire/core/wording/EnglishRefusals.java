package io.taskwire.core.wording;

import io.taskwire.core.messenger.Refusal;
import java.util.Locale;

/** What happened, and what to do about it, in English. */
final class EnglishRefusals {
  private static final Refusals REFUSALS =
      new Refusals()
          // The client and the chat.
          .say(
              "The client has no account at this number or address, or a very old version of the messenger. Check the number or choose another messenger.",
              "BAD_CONTACT",
              "NO_SUCH_ACCOUNT")
          .say(
              "Instagram does not find the client under this name any more: the account was probably renamed. Wait until the client writes again, then answer in the task in which that message stands.",
              "CHATID_IGSID_MISMATCH")
          .say(
              "The client has another name in Instagram now and has not written since; the former name is another person's, so nothing was sent. Wait until the client writes again, then answer.",
              Refusal.NAME_TAKEN)
          .say(
              "This chat does not belong to the channel's messenger. Create the task anew on a channel of the client's messenger.",
              "WRONG_TRANSPORT",
              "MESSAGES_ABNORMAL_SEND",
              "MESSAGES_INVALID_CONTACT_TYPE")
          .say(
              "Wazzup gives no access to this chat. Ask the administrator to check the channel's access in the Wazzup account.",
              "CHAT_NO_ACCESS")
          .say(
              "The Wazzup tariff does not allow writing first. Wait until the client writes, or change the tariff in the Wazzup account.",
              "MESSAGES_NOT_TEXT_FIRST")
          // Windows.
          .say(
              "More than 7 days have passed since the client last wrote, so Instagram takes no answer. Wait until the client writes again, or use another messenger.",
              "7_DAYS_EXCEEDED",
              Refusal.WINDOW_7_DAYS)
          .say(
              "More than 24 hours have passed since the client last wrote, so WhatsApp takes only approved templates. Send a template from Wazzup, or wait until the client writes again.",
              "24_HOURS_EXCEEDED",
              Refusal.WINDOW_24_HOURS)
          // Comments in Instagram.
          .say(
              "The comment under which the talk went on was deleted. Send the answer again: it will appear under the client's next comment, if there is one.",
              "COMMENT_DELETED")
          .say(
              "Wazzup does not find the comment under which the talk went on: the client may have been renamed, or the channel made anew. Send the answer again: it will appear under the client's next comment, if there is one.",
              Refusal.COMMENT_UNKNOWN)
          .say(
              "This comment has already been answered in Direct; Instagram allows one such message. Wait until the client answers it.",
              "COMMENT_ALREADY_PRIVATE_REPLIED")
          .say(
              "Instagram does not allow answering this comment in Direct. Answer under the post instead.",
              "COMMENT_INVALID_FOR_PRIVATE_REPLY")
          .say(
              "A comment in Instagram takes only text. Send the text without files, or put a link to the file in it.",
              "COMMENT_CAN_BE_TEXT_ONLY",
              Refusal.TEXT_ONLY)
          .say(
              "Instagram forbids mentioning this user. Remove the mention (@name) and send the answer again.",
              "MENTION_FORBIDDEN")
          .say(
              "Instagram does not let this link through. Remove or replace the link and send the answer again.",
              "BAD_LINK")
          .say(
              "The client has no comment under this post that could be answered. Write to the client in Direct: begin the comment with /direct.",
              Refusal.NO_COMMENT)
          .say(
              "Answers under posts are switched off in the settings of Taskwire. Write to the client in Direct: begin the comment with /direct.",
              Refusal.NOT_UNDER_POSTS)
          .say(
              "There is no such command, so nothing was published under the post. To write in Direct, begin the comment with /direct; an ordinary answer has no slash at its beginning.",
              Refusal.NO_SUCH_COMMAND)
          .say(
              "The client already got a message in Direct and has not answered yet: Instagram allows only one. Wait for an answer or a new comment.",
              Refusal.ONE_DIRECT)
          .say(
              Refusal.DIRECT_IN_ONE,
              detail ->
                  "Until the client answers, Instagram takes only one message in Direct, and this would have left as several"
                      + (detail.isEmpty() ? "" : " (" + detail + ")")
                      + ". Write one text of at most 1000 characters without files, or send one picture without a text.")
          // The text.
          .say(
              "The text is too long for this messenger. Shorten it or send it in several comments.",
              "TOO_LONG_TEXT",
              "MESSAGE_TEXT_TOO_LONG",
              "MESSAGES_TOO_LONG_TEXT")
          .say(
              "The text is too long for Instagram. Send it in several comments of up to 1000 characters.",
              "MESSAGES_TOO_LONG_INSTAGRAM")
          .say(
              "The text is too long for Telegram. Send it in several comments of up to 4096 characters.",
              "MESSAGES_TOO_LONG_TELEGRAM")
          .say(
              "The text is too long for WhatsApp Business (WABA). Send it in several comments of up to 1024 characters.",
              "MESSAGES_TOO_LONG_WABA")
          .say(
              "The text is too long for VK. Send it in several comments of up to 1000 characters.",
              "MESSAGES_TOO_LONG_VK")
          .say(
              "The text is too long for Avito. Send it in several comments of up to 1000 characters.",
              "MESSAGES_TOO_LONG_AVITO")
          .say(
              "The text is too long for Viber. Send it in several comments of up to 6999 characters.",
              "MESSAGES_TOO_LONG_VIBER")
          .say(
              "The header of the WhatsApp message is too long. Shorten it to 60 characters.",
              "MESSAGES_TOO_LONG_WABA_HEADER")
          .say(
              "The WhatsApp template with its values is too long. Shorten the values.",
              "MESSAGES_TOO_LONG_WABA_TEMPLATE")
          .say(
              "The text that goes with the file is too long. Send the text and the file in separate comments.",
              "MESSAGES_TOO_LONG_CAPTION")
          .say(
              "There is nothing to send: the comment has neither a text nor a file. Write a text and send it again.",
              "MESSAGE_NOTHING_TO_SEND",
              "MESSAGES_TEXT_CAN_NOT_BE_BLANK",
              Refusal.EMPTY)
          .say(
              "Wazzup does not take a text and a file in one message. Send them in separate comments.",
              "MESSAGE_ONLY_TEXT_OR_CONTENT",
              "MESSAGES_ONLY_TEXT_OR_CONTENT")
          .say(
              "The message was judged to be spam. Change its wording, and don't send the same text to many clients.",
              "SPAM",
              "MESSAGES_IS_SPAM")
          // Files.
          .say(
              "The file does not meet Instagram's requirements. Send a jpg or png picture of up to 8 MB, or a link to the file.",
              "WRONG_CONTENT")
          .say(
              "Instagram does not take files of this kind. Send a jpg or png picture, or a link to the file.",
              "MESSAGES_UNSUPPORTED_CONTENT_TYPE_INSTAPI")
          .say(
              "The messenger does not take files of this kind. Send the file in another format, or a link to it.",
              "MESSAGE_WRONG_CONTENT_TYPE")
          .say(
              "The file is too big for the messenger. Compress it, or send a link to it.",
              "TOO_BIG_CONTENT")
          .say(
              "The file is bigger than the 10 MB that Wazzup takes. Compress it, or send a link to it.",
              "MESSAGES_CONTENT_SIZE_EXCEEDED")
          .say(
              "The file is too big for WhatsApp Business (WABA): pictures may have 5 MB, other files 10 MB. Compress it, or send a link to it.",
              "MESSAGES_CONTENT_SIZE_EXCEEDED_WABA")
          .say(
              "The file is too big for Telegram: pictures may have 5 MB, other files 10 MB. Compress it, or send a link to it.",
              "MESSAGES_CONTENT_SIZE_EXCEEDED_TELEGRAM")
          .say(
              "The messenger could not convert the file. Save it in another format and send it again.",
              "CONTENT_CONVERSION_ERROR")
          .say(
              "The file did not get into the message. Attach it anew and send it again.",
              "MESSAGES_CONTENT_CAN_NOT_BE_BLANK")
          .say(
              "Wazzup could not download the file from Planfix. Attach it anew, or send a link that opens without signing in.",
              "MESSAGE_DOWNLOAD_CONTENT_ERROR")
          // Quotes.
          .say(
              "Wazzup does not know the quoted message. Send the answer again without the quote.",
              "REFERENCE_MESSAGE_NOT_FOUND")
          .say(
              "The quoted message was deleted by its author. Send the answer again without the quote.",
              "CANNOT_REPLY_TO_DELETED")
          // What became of a message.
          .say(
              "Wazzup does not find this message any more. Check in the messenger whether it arrived before you send it again.",
              "MESSAGES_NOT_FOUND")
          .say(
              "Sending was stopped before the message left. Send it again if it is still needed.",
              "MESSAGE_CANCELLED")
          .say(
              "The message was deleted by its sender before it was delivered. Send it again if it is still needed.",
              "MESSAGE_DELETED")
          .say(
              "This message had already been given to Wazzup and was not sent twice. Check in the messenger that it arrived.",
              "REPEATED_CRM_MESSAGE_ID")
          // The channel.
          .say(
              "Wazzup no longer has this channel. Ask the administrator to connect the number again, or write from another channel.",
              "CHANNEL_NOT_FOUND")
          .say(
              "The channel is switched off in Wazzup. Ask the administrator to switch it on in the Wazzup account, then send the message again.",
              "CHANNEL_BLOCKED")
          .say(
              "The messenger has banned our channel. Tell the administrator; until then, write from another channel.",
              "CHANNEL_REJECTED")
          .say(
              "Meta has blocked our WhatsApp Business (WABA) channel. Tell the administrator; until then, write from another channel.",
              "CHANNEL_WAPI_REJECTED")
          .say(
              "The channel is not paid for. Ask the administrator to pay for it in the Wazzup account, then send the message again.",
              "CHANNEL_NO_MONEY",
              "NOT_ENOUGH_MONEY")
          .say(
              "The balance for WhatsApp Business (WABA) is used up. Ask the administrator to top it up in the Wazzup account, then send the message again.",
              "BALANCE_IS_EMPTY")
          .say(
              "The channel has reached its number of active dialogs. Ask the administrator to extend the tariff in the Wazzup account.",
              "CHANNEL_LIMIT_EXCEEDED")
          .say(
              "The channel can't be reached now: its phone is offline or it is just starting. Check the phone and send the message again in a few minutes.",
              "MESSAGE_CHANNEL_UNAVAILABLE")
          .say(
              "Too much was sent from the account, so sending is paused. Wait a while and send the message again.",
              "TOO_MANY_EXT_REQS",
              "TOO_MANY_REQUESTS")
          .say(
              "Meta restricts this WhatsApp template. Choose another template, or ask the administrator to look at it in the Wazzup account.",
              "TEMPLATE_REJECTED")
          // The set-up, and faults.
          .say(
              "Wazzup did not understand the request. Send the message again; if that does not help, tell the administrator.",
              "INVALID_MESSAGE_DATA",
              "VALIDATION_ERROR")
          .say(
              "Wazzup does not accept our access key. Ask the administrator to check the key in Taskwire's settings.",
              "INVALID_API_KEY",
              "FORBIDDEN")
          .say(
              "A fault on Wazzup's side: the message was not delivered. Send it again in a few minutes.",
              "GENERAL_ERROR",
              "MESSAGES_CAN_NOT_ADD")
          .say(
              "The message was not delivered, and Wazzup does not know why. Try again later; if that does not help, write to Wazzup's support.",
              "UNKNOWN_ERROR",
              "UNKNOWN_ERROR_WITH_TRACE_ID",
              "ERROR")
          // Taskwire's own.
          .say(Refusal.OTHER_DIALOG_OPEN, EnglishRefusals::otherDialogOpen)
          .say(
              "The contact's phone is not a valid number. Correct it on the contact's card, with the country code, and create the task anew.",
              Refusal.NO_PHONE)
          .say(
              "It is not clear from which channel to write: several are connected. Choose a line of one channel when you write first.",
              Refusal.SEVERAL_CHANNELS)
          .say(
              "None of the connected channels can write to a phone first. Ask the administrator to connect WhatsApp or another one that can, or wait until the client writes.",
              Refusal.NO_CHANNEL)
          .say(
              Refusal.NOT_CONNECTED,
              channel ->
                  "The channel"
                      + before(channel)
                      + " is not connected to Taskwire. Write from another channel, or ask the administrator to connect it.")
          .say(
              Refusal.NO_SUCH_CHANNEL,
              channel ->
                  "The channel"
                      + before(channel)
                      + " was deleted in Wazzup, so nothing can be sent through it. Ask the administrator to connect the same number again, or create a new task on another channel.")
          .say(Refusal.CHANNEL_STATE, EnglishRefusals::channelState)
          .say(
              Refusal.NOT_FIRST,
              messenger ->
                  "Nobody can be written to first in "
                      + (messenger.isEmpty() ? "this messenger" : messenger)
                      + (messenger.equals(Refusals.INSTAGRAM)
                          ? ". If the client commented, open the comment's task and begin the answer with /direct; otherwise wait until the client writes, or choose another channel."
                          : ". Wait until the client writes, or choose another channel."))
          .say(
              "Whose phone this is in Instagram is not known, so nothing was sent. If the client wrote there, answer in the client's own task; in the task of a comment, begin the answer with /direct.",
              Refusal.UNKNOWN_PHONE)
          .say(
              "Several clients have this phone, or \"Write\" with it led to somebody else before, so nothing was sent. Answer in the task of the client you mean; in the task of a comment in Instagram, begin the answer with /direct.",
              Refusal.SEVERAL_CLIENTS)
          .say(
              "Taskwire does not know the dialog of this task. Answer in the task in which the client wrote, or write to the client in a new one.",
              Refusal.NO_SUCH_DIALOG)
          .say(
              "The comment is too long: the client would get more than 50 messages. Shorten it, or send the text as a file.",
              Refusal.TOO_LONG)
          .say(Refusal.FILE_TOO_BIG, EnglishRefusals::fileTooBig)
          .say(
              Refusal.FILE_KIND,
              kinds ->
                  "The messenger does not take files of this kind"
                      + (kinds.isEmpty() ? "" : ", only " + kinds)
                      + ". Send the file in another format, in a zip archive, or as a link.")
          .say(
              Refusal.FILE_UNREACHABLE,
              reason ->
                  "The file could not be fetched from Planfix"
                      + (reason.isEmpty() ? "" : " (" + reason + ")")
                      + ". Attach it anew and send it again.");

  private EnglishRefusals() {}

  static boolean knows(String code) {
    return REFUSALS.knows(code);
  }

  static String sentence(String code, String detail) {
    return REFUSALS.sentence(
        code,
        detail,
        unknown ->
            "Not delivered; Wazzup's reason is "
                + unknown
                + ". Look at this chat in Wazzup before you send the message again.");
  }

  private static String otherDialogOpen(String detail) {
    OpenDialog open = OpenDialog.of(detail);
    return "Another dialog with this client is open"
        + open.channel().map(channel -> " through " + channel).orElse("")
        + open.task().map(task -> ", task " + task).orElse("")
        + ". Answer there; to change the channel, delete that task and create it anew. If it is deleted already, ask the administrator to run: taskwire dialogs close "
        + open.task().orElse("<task>");
  }

  private static String channelState(String state) {
    return switch (state.toLowerCase(Locale.ROOT)) {
      case "init" -> "The channel is just starting. Send the message again in a few minutes.";
      case "disabled" ->
          "The channel is switched off in Wazzup or not part of the subscription. Ask the administrator to switch it on in the Wazzup account.";
      case "phoneunavailable" ->
          "The channel's phone is offline. Switch it on, connect it to the internet, and send the message again.";
      case "qr", "qridle" ->
          "The channel is signed out. Ask the administrator to scan the QR code in the Wazzup account with the channel's phone, then send the message again.";
      case "openelsewhere" ->
          "The channel is in use elsewhere: in another Wazzup account or in WhatsApp Web. Ask the administrator to sign out there and to sign in again in the Wazzup account.";
      case "notenoughmoney" ->
          "The channel is not paid for. Ask the administrator to pay for it in the Wazzup account, then send the message again.";
      case "foreignphone" ->
          "The QR code was scanned with another phone. Ask the administrator to scan it again with the phone of the channel's own number.";
      case "unauthorized" ->
          "The channel is not signed in. Ask the administrator to sign it in again in the Wazzup account, then send the message again.";
      case "waitforpassword" ->
          "The channel waits for the password of two-step verification. Ask the administrator to enter it in the Wazzup account.";
      case "waitforcode" ->
          "The channel waits for the confirmation code. Ask the administrator to enter it in the Wazzup account.";
      case "blocked" ->
          "Meta has blocked the channel. Tell the administrator; until then, write from another channel.";
      case "onmoderation" ->
          "The channel is still being checked by Meta. Wait for its decision, or write from another channel.";
      case "rejected" ->
          "Meta has rejected the channel. Tell the administrator; until then, write from another channel.";
      default ->
          "The channel does not work now"
              + (state.isEmpty() ? "" : "; its state in Wazzup is " + state)
              + ". Ask the administrator to check it in the Wazzup account.";
    };
  }

  private static String fileTooBig(String detail) {
    String[] sizes = detail.split(", ", -1);
    return "The file is too big"
        + (sizes.length == 2 ? ": it has " + sizes[0] + ", and " + sizes[1] + " are allowed" : "")
        + ". Compress it, or send a link to it.";
  }

  private static String before(String name) {
    return name.isEmpty() ? "" : " " + name;
  }
}
