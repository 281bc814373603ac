package io.taskwire.core.messenger;

/**
 * Why something is not sent, or was not delivered: a code of Wazzup's, or one of ours below. {@link
 * io.taskwire.core.wording.Wording#refusal} has a sentence for each, for the employee.
 *
 * @param detail what the sentence needs beside the code, e.g. a limit; no text, name or number of a
 *     person. May be empty
 */
public record Refusal(String code, String detail) {
  /**
   * A dialog of the contact in the same messenger is open through another channel. Detail: that
   * channel's number or name, then {@code " #"} and the number of its task where it is known.
   */
  public static final String OTHER_DIALOG_OPEN = "TASKWIRE_OTHER_DIALOG_OPEN";

  /** The contact's phone is no phone number. */
  public static final String NO_PHONE = "TASKWIRE_NO_PHONE";

  /** The line names no channel, and several could be meant. */
  public static final String SEVERAL_CHANNELS = "TASKWIRE_SEVERAL_CHANNELS";

  /** No connected channel can write to a phone first. */
  public static final String NO_CHANNEL = "TASKWIRE_NO_CHANNEL";

  /** Detail: the channel that is not connected. */
  public static final String NOT_CONNECTED = "TASKWIRE_NOT_CONNECTED";

  /** Wazzup has the channel no more. Detail: the channel. */
  public static final String NO_SUCH_CHANNEL = "TASKWIRE_NO_SUCH_CHANNEL";

  /** The channel does not work now. Detail: Wazzup's word for its state, e.g. {@code qr}. */
  public static final String CHANNEL_STATE = "TASKWIRE_CHANNEL_STATE";

  /** Nobody can be written to first there. Detail: the messenger. */
  public static final String NOT_FIRST = "TASKWIRE_NOT_FIRST";

  /** Instagram: whose the phone is is not known. */
  public static final String UNKNOWN_PHONE = "TASKWIRE_UNKNOWN_PHONE";

  /** Instagram: several people have the phone, or its chat leads to another; none is guessed. */
  public static final String SEVERAL_CLIENTS = "TASKWIRE_SEVERAL_CLIENTS";

  /** The chat of the task is none that Taskwire knows. */
  public static final String NO_SUCH_DIALOG = "TASKWIRE_NO_SUCH_DIALOG";

  /** Instagram: the client's name is another person's by now, and he has not written since. */
  public static final String NAME_TAKEN = "TASKWIRE_NAME_TAKEN";

  /** A comment would leave as more than 50 messages. */
  public static final String TOO_LONG = "TASKWIRE_TOO_LONG";

  /** Nothing is left to send once the editor's traces are removed. */
  public static final String EMPTY = "TASKWIRE_EMPTY";

  /** Detail: the size, the largest size, as in {@code 12 MB, 10 MB}. */
  public static final String FILE_TOO_BIG = "TASKWIRE_FILE_TOO_BIG";

  /** Detail: the kinds that are taken, e.g. {@code jpg, png}. */
  public static final String FILE_KIND = "TASKWIRE_FILE_KIND";

  /** The file could not be fetched from Planfix. Detail: why, in English. */
  public static final String FILE_UNREACHABLE = "TASKWIRE_FILE_UNREACHABLE";

  /** A comment under a post takes only text. */
  public static final String TEXT_ONLY = "TASKWIRE_TEXT_ONLY";

  /** Wazzup's: the comment that is answered is there no more. */
  public static final String COMMENT_DELETED = "COMMENT_DELETED";

  /** Wazzup does not find the comment that is answered, though it told of it. */
  public static final String COMMENT_UNKNOWN = "TASKWIRE_COMMENT_UNKNOWN";

  /** The client has no comment under the post, or none that is not deleted. */
  public static final String NO_COMMENT = "TASKWIRE_NO_COMMENT";

  /** The settings let no answers appear under posts. */
  public static final String NOT_UNDER_POSTS = "TASKWIRE_NOT_UNDER_POSTS";

  /** An answer under a post begins with a command that there is not. */
  public static final String NO_SUCH_COMMAND = "TASKWIRE_NO_SUCH_COMMAND";

  /** Instagram: one message in Direct was sent, and the client has not answered yet. */
  public static final String ONE_DIRECT = "TASKWIRE_ONE_DIRECT";

  /** Instagram: the one message in Direct would leave as several. Detail: how many. */
  public static final String DIRECT_IN_ONE = "TASKWIRE_DIRECT_IN_ONE";

  /** WABA: more than 24 hours since the client wrote. */
  public static final String WINDOW_24_HOURS = "TASKWIRE_WINDOW_24_HOURS";

  /** Instagram: more than 7 days since the client wrote. */
  public static final String WINDOW_7_DAYS = "TASKWIRE_WINDOW_7_DAYS";

  public static Refusal of(String code) {
    return new Refusal(code, "");
  }
}
