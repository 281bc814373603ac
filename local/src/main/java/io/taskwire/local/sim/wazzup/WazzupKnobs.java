package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What about Wazzup is unknown, contradictory or different from account to account. Each field has
 * the default that is best attested. The JSON form has the fields' names; a change may name only
 * some of them.
 *
 * <p>{@link WazzupSimulator#knobs} gives a copy and {@link WazzupSimulator#turnKnobs} changes them.
 */
public final class WazzupKnobs {

  /** When the echo of an API send is posted. */
  public enum Echo {
    /** {@code POST /v3/message} answers only when the echo has been posted. */
    BEFORE_ANSWER,
    /** The echo is posted when the answer has been written. */
    AFTER_ANSWER,
    /** No echo of API sends, as the English page has it. */
    NEVER
  }

  /** The form of {@code quotedMessage}, which is not documented. */
  public enum Quote {
    ABSENT,
    ID_ONLY,
    RICH
  }

  /** Where a contact card or a place is, which is not documented. */
  public enum Layout {
    /** In {@code text}. */
    TEXT,
    /** In a file. */
    CONTENT,
    /** Nowhere. */
    EMPTY
  }

  /** Which messengers tell the client's phone in {@code contact.phone}. */
  public enum Phone {
    NEVER,
    /** Telegram and MAX. */
    AS_DOCUMENTED,
    /** WhatsApp too, as seen live. */
    ALSO_WHATSAPP
  }

  /** How the member of a group is told who wrote. */
  public enum Member {
    /** Not at all, as documented: the contact is the group. */
    NEVER,
    /** As {@code authorName}. */
    AUTHOR_NAME,
    /** As the contact, in the group's place. */
    CONTACT
  }

  /** How a send that fails after 201 is told. */
  public enum Failure {
    /** An echo as if it were sent, then a {@code statuses} entry with {@code error}. */
    STATUS,
    /** Only a {@code messages} entry with the status {@code error}, as seen live. */
    MESSAGE
  }

  /** Which of the documentation's two contradictory tables of text lengths holds. */
  public enum TextLimits {
    SMALLER,
    LARGER
  }

  // The account

  /** The key that {@code Authorization: Bearer} must carry. */
  public String apiKey = "local-wazzup-key";

  /** A key beside another main integration: everything outside the routes here answers 403. */
  public boolean sidecar = false;

  /** Requests allowed in {@link #rateWindowSeconds}; the next one gets 429. */
  public int rateLimit = 500;

  /** Length of the fixed window of the rate limit, in seconds. */
  public int rateWindowSeconds = 5;

  /** Text lengths. */
  public TextLimits textLimits = TextLimits.SMALLER;

  /** How long after sending a message can be edited, in seconds; null: always. */
  public @Nullable Long editWindowSeconds = null;

  /** How long after sending a message can be deleted, in seconds; null: always. */
  public @Nullable Long deleteWindowSeconds = null;

  // Delivery of webhooks

  /** Sent as {@code Authorization: Bearer} with every webhook; null: no such header. */
  public @Nullable String crmKey = null;

  /** The page spells it {@code application/json; charset-utf-8}. */
  public String contentType = "application/json";

  /** How often a webhook that did not get 200 is posted again. */
  public int retries = 0;

  /** The wait before each repetition. */
  public long retryDelayMs = 1000;

  /** How long the receiver has for its answer. */
  public long receiverTimeoutMs = 30_000;

  /** The share of webhooks that are posted twice, from 0 to 1. */
  public double duplicateRate = 0;

  /** The share of webhooks that change places with their follower, from 0 to 1. */
  public double outOfOrderRate = 0;

  /** Up to how many entries one POST holds; above 1, entries of different chats share it. */
  public int entriesPerPost = 1;

  /** How long a POST waits for more entries, or for the follower to change places with. */
  public long gatherMs = 200;

  /** The entries within a POST are the newest first. */
  public boolean newestFirstWithinPost = false;

  /** {@code messages} and {@code statuses} may share a POST. */
  public boolean mixStatuses = false;

  /** Fields without a value are sent as null. */
  public boolean nullsForAbsent = false;

  /** Fields and top-level keys that no page knows are added. */
  public boolean unknownFields = false;

  // The shape of messages

  /** {@code quotedMessage}. */
  public Quote quotedMessage = Quote.ID_ONLY;

  /** {@code vcard}. */
  public Layout vcard = Layout.TEXT;

  /** {@code geo}. */
  public Layout geo = Layout.TEXT;

  /** {@code contact.phone}. */
  public Phone contactPhone = Phone.AS_DOCUMENTED;

  /** Who wrote in a group. */
  public Member member = Member.NEVER;

  /** {@code contact.igsid}, seen live. */
  public boolean contactIgsid = false;

  /** {@code contact.avatarUri}. */
  public boolean contactAvatar = true;

  /** {@code instPost} has only id, src, author and description. */
  public boolean instPostMinimal = false;

  /** How long the link of a file works, in seconds; null: for ever. */
  public @Nullable Long contentUriLifetimeSeconds = null;

  // What follows a send

  /** When the echo comes. */
  public Echo echo = Echo.AFTER_ANSWER;

  /** What a message of ours goes through; Telegram leaves out {@code delivered}. */
  public List<String> statusesAfterSend = List.of("sent", "delivered", "read");

  /** The wait before each status. */
  public long statusDelayMs = 0;

  /** A status comes as a repeated {@code messages} entry with the newer status. */
  public boolean statusesAsMessages = false;

  /** How a failure after 201 is told. */
  public Failure failure = Failure.STATUS;

  // Instagram and WABA

  /** {@code refMessageId} of a comment answers publicly; otherwise it is a quote in Direct. */
  public boolean publicReplyByReference = true;

  /** A comment can be answered in Direct once, until the client writes in Direct. */
  public boolean oneDirectPerComment = true;

  /** Direct is open for 7 days after the client's message or comment. */
  public boolean instagramWindow = true;

  /** WABA takes only templates later than 24 hours after the client's message. */
  public boolean wabaWindow = true;

  WazzupKnobs copy() {
    try {
      return Json.read(toJson(), WazzupKnobs.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The knobs cannot be read back", e);
    }
  }

  /** The JSON form, with all fields. */
  public String toJson() {
    return Json.writeWithNulls(this);
  }

  /** Whether the values make sense; says which does not. */
  void check() {
    List<String> wrong = new ArrayList<>();
    if (!(duplicateRate >= 0 && duplicateRate <= 1)) {
      wrong.add("duplicateRate: from 0 to 1");
    }
    if (!(outOfOrderRate >= 0 && outOfOrderRate <= 1)) {
      wrong.add("outOfOrderRate: from 0 to 1");
    }
    if (entriesPerPost < 1 || rateLimit < 1 || rateWindowSeconds < 1 || receiverTimeoutMs < 1) {
      wrong.add("entriesPerPost, rateLimit, rateWindowSeconds, receiverTimeoutMs: from 1");
    }
    if (retries < 0 || retryDelayMs < 0 || gatherMs < 0 || statusDelayMs < 0) {
      wrong.add("retries, retryDelayMs, gatherMs, statusDelayMs: from 0");
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }
}
