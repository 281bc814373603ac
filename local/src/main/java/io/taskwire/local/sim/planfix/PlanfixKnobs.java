package io.taskwire.local.sim.planfix;

import java.util.List;

/**
 * What Planfix's pages leave open, as switches that may be turned at any moment. The initial values
 * are the likeliest reading; every other value is a Planfix that a connector might meet as well.
 * The JSON form has the names of the fields and of the enum constants; times are milliseconds.
 */
public final class PlanfixKnobs {

  public enum Verdict {
    ACCEPTED,
    REFUSED
  }

  /** What a message of our own side does in a chat that has no task. */
  public enum NewChatEcho {
    TASK_CREATED,
    REFUSED,
    IGNORED
  }

  /** Whether what our own side posts is sent to the connector, as if an employee had typed it. */
  public enum EchoComesBack {
    NEVER,
    /** When the connector has its answer. */
    AFTER_THE_ANSWER,
    /** The connector gets its answer only when it has answered that. */
    BEFORE_THE_ANSWER
  }

  /** What calls of one new chat do that run at the same time. */
  public enum ParallelFirstCalls {
    TASK_EACH,
    ONE_TASK
  }

  /** How {@code data} looks in the answers of getTask and getContact. */
  public enum DataForm {
    STRING,
    OBJECT
  }

  /** What getTask answers for a task in the recycle bin. */
  public enum DeletedTask {
    NOT_FOUND,
    INACTIVE,
    ACTIVE
  }

  public enum SuccessBody {
    EMPTY,
    JSON
  }

  /** What becomes of the address of an attachment: REDIRECT does not follow one. */
  public enum AttachmentFetch {
    SUCCESS,
    NOT_FOUND,
    REDIRECT,
    SLOW
  }

  /** Which of two tasks a chat belongs to when a first message was answered with a known chat. */
  public enum KnownChat {
    MOVED,
    KEPT
  }

  /** What the editor leaves in the text of a comment on its way to the connector. */
  public enum TextForm {
    PLAIN,
    HTML,
    QUOTE,
    LINK
  }

  public enum PhoneForm {
    DIGITS,
    AS_TYPED
  }

  public enum FileServing {
    SERVED,
    REDIRECT,
    EXPIRED,
    FORBIDDEN
  }

  /** An empty text with attachments; an empty text without any is always refused. */
  public volatile Verdict emptyMessage = Verdict.REFUSED;

  /** An unknown {@code contactId} joins the contact that has the same phone. */
  public volatile boolean contactByPhone = false;

  /** The same chat on another {@code channel} has a task of its own. */
  public volatile boolean channelInTaskKey = false;

  /** The option "create a new task if there is no active one". */
  public volatile boolean newTaskIfNoneActive = true;

  /** Whether " (WebChat, provider)" is put after the name of a task. */
  public volatile boolean titleSuffix = true;

  /** Names of the String fields of the task template, filled by {@code data_<name>}. */
  public volatile List<String> taskFields = List.of();

  public volatile NewChatEcho newChatEcho = NewChatEcho.TASK_CREATED;

  public volatile EchoComesBack echoComesBack = EchoComesBack.NEVER;

  public volatile ParallelFirstCalls parallelFirstCalls = ParallelFirstCalls.TASK_EACH;

  /** How long a call of a new chat takes between looking for the task and making it. */
  public volatile int firstCallMillis = 100;

  /**
   * Ends that time as soon as so many calls of the chat are in it, so that a test can count on
   * their meeting; 0 for never.
   */
  public volatile int firstCallsAwaited = 0;

  public volatile DataForm dataForm = DataForm.STRING;

  /** Whether getTask also answers {@code statusIsActive}. */
  public volatile boolean statusIsActive = true;

  public volatile DeletedTask deletedTask = DeletedTask.NOT_FOUND;

  /** The body of a newMessage that was taken. */
  public volatile SuccessBody newMessageBody = SuccessBody.EMPTY;

  /** A messageStatus for a message that Planfix has not sent. */
  public volatile Verdict unknownMessageId = Verdict.ACCEPTED;

  public volatile AttachmentFetch attachmentFetch = AttachmentFetch.SUCCESS;

  /** How long {@link AttachmentFetch#SLOW} waits before it fetches. */
  public volatile int slowFetchMillis = 5_000;

  public volatile TextForm textForm = TextForm.PLAIN;

  /** Whether calls to the connector carry the {@code channel} of the chat. */
  public volatile boolean channelInCalls = true;

  /** Whether calls in an existing chat carry {@code contactPhone}; a first message always does. */
  public volatile boolean phoneInCalls = true;

  public volatile PhoneForm phoneForm = PhoneForm.DIGITS;

  /** How often a call to the connector is made again, with the same {@code messageId}. */
  public volatile int repeats = 0;

  public volatile int repeatDelayMillis = 0;

  /** Whether a call is also repeated after it was answered with 200. */
  public volatile boolean repeatAfterSuccess = false;

  /** Calls of one task one by one, or everything at once. */
  public volatile boolean callsInOrder = true;

  /** How long the connector may take to answer. */
  public volatile int connectorTimeLimitMillis = 30_000;

  public volatile KnownChat knownChat = KnownChat.MOVED;

  /** What a link to an employee's file answers. */
  public volatile FileServing fileServing = FileServing.SERVED;

  /**
   * Takes over the values that the JSON object names and leaves the others.
   *
   * @throws IllegalArgumentException for an unknown name or value; then nothing was changed
   */
  void update(byte[] json) {
    PlanfixKnobs trial = new PlanfixKnobs();
    Json.update(trial, json);
    Json.update(this, json);
  }

  void reset() {
    Json.update(this, Json.bytes(new PlanfixKnobs()));
  }
}
