package io.taskwire.aws.table;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.aws.table.TaskwireTable.Written;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.Nickname;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.outbound.OpenPart;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.Outgoing;
import io.taskwire.core.outbound.SendLease;
import io.taskwire.core.planfix.Mark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Comments on their way to clients, in DynamoDB. */
public final class DynamoDbOutbox implements Outbox {
  private static final String OWNER = "owner";
  private static final String UNTIL = "until";
  private static final String FENCE = "fence";
  private static final String NOBODY = "-";
  private static final String GONE_AT = "goneAt";

  private final TaskwireTable table;
  private final InstantSource clock;

  public DynamoDbOutbox(TaskwireTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public View look(CommentId comment, PlanfixChatId chat, Optional<DialogId> dialog) {
    Key commentKey = new Key.OfComment(comment);
    Optional<Key> dialogKey = dialog.map(Key.OfDialog::new);
    Optional<Key> channel = dialog.map(id -> new Key.OfChannel(id.channel()));
    Optional<Key> sending = dialog.map(id -> new Key.OfSending(id.ofChat()));
    Optional<Key> phoneChat =
        chat instanceof PlanfixChatId.OfPhone
            ? Optional.of(new Key.OfPhoneChat(comment.providerId(), chat.toString()))
            : Optional.empty();
    Set<Key> keys = new LinkedHashSet<>(List.of(commentKey, DynamoDbBreakerStore.WAZZUP));
    dialogKey.ifPresent(keys::add);
    channel.ifPresent(keys::add);
    sending.ifPresent(keys::add);
    phoneChat.ifPresent(keys::add);
    // Without a post that is the dialog's own item.
    Optional<Key> chatKey = dialog.map(id -> new Key.OfDialog(id.ofChat()));
    chatKey.ifPresent(keys::add);
    Map<Key, Item> items = table.read(keys);
    Instant now = clock.instant();
    Optional<Item> dialogItem = dialogKey.map(items::get);
    Optional<Item> lease = sending.map(items::get);
    Nickname nickname = Dialogs.nickname(chatKey.map(items::get));
    return new View(
        Optional.ofNullable(items.get(commentKey))
            .filter(item -> Messages.isKnown(item, now))
            .map(item -> Comments.outgoing(comment, item))
            .orElseGet(() -> Outgoing.fresh(comment)),
        dialogItem
            .flatMap(item -> item.text(Dialogs.SAME_AS))
            .or(() -> phoneChat.map(items::get).flatMap(item -> item.text(Comments.DIALOG)))
            .map(DialogId::parse),
        dialog.flatMap(
            id ->
                dialogItem
                    .filter(Dialogs::isOpened)
                    .map(item -> nickname.reaching(Dialogs.dialog(id, item)))),
        channel.map(items::get).map(Channels::channel),
        lease.flatMap(item -> item.number(FENCE)).orElse(0L),
        dialog.flatMap(id -> lease.flatMap(item -> lease(id.ofChat(), item))),
        DynamoDbBreakerStore.state(items.get(DynamoDbBreakerStore.WAZZUP)),
        nickname,
        Dialogs.cardPhone(chatKey.map(items::get)),
        Dialogs.echoes(dialogItem));
  }

  @Override
  public boolean settle(
      Outgoing comeBack, DialogId dialog, PostedEcho echo, List<Decision> decisions) {
    String noted = echo.toString();
    Change usedUp =
        new Change()
            .removeText(Dialogs.ECHOES, noted)
            .when("contains({" + Dialogs.ECHOES + "}, ?)", noted);
    return table
        .transact(
            List.of(
                new Part.Changes(
                    new Key.OfComment(comeBack.id()),
                    Messages.decided(Comments.written(comeBack, clock.instant()), decisions)),
                new Part.Changes(new Key.OfDialog(dialog), usedUp)))
        .isEmpty();
  }

  @Override
  public void note(DialogId dialog, EchoNote note) {
    Key key = new Key.OfDialog(dialog);
    if (table.update(key, Dialogs.noted(new Change(), note)) instanceof Written.Refused) {
      // Others are dropped with the next note.
      var _ = table.update(key, new Change().addText(Dialogs.ECHOES, note.echo().toString()));
    }
  }

  @Override
  public Nickname nickname(DialogId chat) {
    return Dialogs.nickname(table.read(new Key.OfDialog(chat)));
  }

  @Override
  public boolean write(Write write) {
    Instant now = clock.instant();
    Outgoing comment = write.comment();
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part.Changes(
            new Key.OfComment(comment.id()),
            Messages.decided(Comments.written(comment, now), write.decisions())));
    lease(write.lease()).ifPresent(parts::add);
    write
        .opened()
        .forEach(part -> parts.add(new Part.Changes(Comments.key(part), Comments.open(part))));
    write.closed().forEach(part -> parts.add(new Part.Deletes(Comments.key(part))));
    write.links().forEach(link -> addLink(parts, comment.id(), link, now));
    write
        .unlinked()
        .forEach(message -> parts.add(new Part.Changes(Key.OfNotice.message(message), unlinked())));
    write.reply().map(Dialogs::replies).ifPresent(parts::add);
    return write
        .name()
        .map(name -> written(parts, name))
        .orElseGet(() -> table.transact(parts).isEmpty());
  }

  /** Writes all of it; of the name what can be had. */
  private boolean written(List<Part> parts, ChatName name) {
    Part chatId = Dialogs.inChat(name);
    Part alias = Dialogs.goesOn(name);
    Optional<Part> refused = table.transact(with(parts, chatId, alias));
    if (refused.equals(Optional.of(alias))) {
      refused = table.transact(with(parts, chatId));
    }
    if (refused.equals(Optional.of(chatId))) {
      refused = table.transact(parts);
    }
    return refused.isEmpty();
  }

  private static List<Part> with(List<Part> parts, Part... more) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(List.of(more));
    return all;
  }

  private static Optional<Part> lease(LeaseUse use) {
    return switch (use) {
      case LeaseUse.None _ -> Optional.empty();
      case LeaseUse.Take(SendLease lease) -> {
        Change change =
            new Change()
                .set(OWNER, lease.owner())
                .set(UNTIL, lease.until().toEpochMilli())
                .set(FENCE, lease.fence());
        yield Optional.of(
            new Part.Changes(
                new Key.OfSending(lease.chat()),
                lease.fence() == 1
                    ? change.when("attribute_not_exists({fence})")
                    : change.when("{fence} = ?", lease.fence() - 1)));
      }
      case LeaseUse.Keep(SendLease lease) ->
          Optional.of(new Part.Checks(new Key.OfSending(lease.chat()), held(lease)));
      case LeaseUse.GiveBack(SendLease lease) ->
          Optional.of(
              new Part.Changes(new Key.OfSending(lease.chat()), held(lease).remove(OWNER, UNTIL)));
    };
  }

  private static Optional<SendLease> lease(DialogId chat, Item item) {
    return item.text(OWNER)
        .map(
            owner ->
                new SendLease(
                    chat,
                    owner,
                    item.number(FENCE).orElseThrow(),
                    Instant.ofEpochMilli(item.number(UNTIL).orElseThrow())));
  }

  private static Change held(SendLease lease) {
    return new Change().when("{owner} = ? AND {fence} = ?", lease.owner(), lease.fence());
  }

  private static void addLink(List<Part> parts, CommentId comment, Link link, Instant now) {
    Change change =
        new Change()
            .set(Messages.DIALOG, link.dialog().toString())
            .set(Messages.FROM_US, true)
            .set(Messages.COMMENT_LINE, comment.providerId())
            .set(Messages.COMMENT, comment.messageId())
            .set(Messages.PART, link.number())
            .set(TaskwireTable.EXPIRES_AT, now.plus(Messages.KNOWN).getEpochSecond());
    if (link.stands()) {
      change
          .set(Messages.STATE, MessageRecord.State.OWN.name())
          .set(Messages.SNIPPET, link.snippet())
          .setIfPresent(Messages.ECHO, link.echo());
    } else {
      // It may have been posted already.
      change.setOnce(Messages.STATE, MessageRecord.State.PENDING.name());
    }
    parts.add(new Part.Changes(Key.OfNotice.message(link.message()), change));
    if (link.stands() && !link.snippet().isBlank()) {
      parts.add(SaidItems.said(link.dialog(), link.message(), link.snippet(), link.at(), now));
    }
  }

  /** It is delivered again, as if it had come for the first time. */
  private static Change unlinked() {
    return new Change()
        .set(Messages.STATE, MessageRecord.State.PENDING.name())
        .remove(Messages.COMMENT_LINE, Messages.COMMENT, Messages.PART, Messages.ECHO);
  }

  @Override
  public Optional<String> mistaken(MessageId echo, MessageId answered) {
    Key taken = Key.OfNotice.message(echo);
    Key real = Key.OfNotice.message(answered);
    Map<Key, Item> items = table.read(Set.of(taken, real));
    boolean standsThere =
        Optional.ofNullable(items.get(real))
            .filter(item -> Messages.isKnown(item, clock.instant()))
            .map(Messages::record)
            .filter(MessageRecord::isSettled)
            .isPresent();
    return Optional.ofNullable(items.get(taken))
        .filter(_ -> !standsThere)
        .flatMap(item -> item.text(Messages.ECHO));
  }

  @Override
  public List<OpenPart> open(DialogId chat) {
    return table.query(new Key.OfSending(chat).partition(), "OPEN#", "OPEN#").stream()
        .map(item -> Comments.open(chat, item))
        .toList();
  }

  @Override
  public List<Said> said(DialogId dialog, int most) {
    return table.last("SAID#" + dialog, "SAID#", most).stream()
        .map(
            item ->
                new Said(
                    new MessageId(item.text(SaidItems.MESSAGE).orElseThrow()),
                    item.text(SaidItems.SNIPPET).orElse("")))
        .toList();
  }

  @Override
  public PhoneDialogs dialogsOf(String phone) {
    List<DialogId> dialogs = new ArrayList<>();
    Map<String, Claim> claims = new HashMap<>();
    for (Item item : table.query("PHONE#" + phone, "CLAIM#", "TALK#")) {
      DialogId dialog = DialogId.parse(item.text(Phones.DIALOG).orElseThrow());
      Key key =
          Key.parse(item.text(Key.PARTITION).orElseThrow(), item.text(Key.SORT).orElseThrow());
      if (key instanceof Key.OfClaim(_, Messenger messenger)) {
        claims.put(
            messenger.name(),
            new Claim(
                dialog,
                item.time(Phones.CLAIMED_AT).orElseThrow(),
                item.number(Phones.VERSION).orElseThrow()));
      } else {
        dialogs.add(dialog);
      }
    }
    return new PhoneDialogs(dialogs, claims);
  }

  @Override
  public boolean open(
      Opening opening,
      String phone,
      long claimed,
      Optional<PlanfixChatId> alsoKnownAs,
      Instant now) {
    DialogId dialog = opening.id();
    Change claim =
        new Change()
            .set(Phones.DIALOG, dialog.toString())
            .set(Phones.CLAIMED_AT, now)
            .set(Phones.VERSION, claimed + 1);
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part.Changes(
            new Key.OfClaim(phone, dialog.channel().messenger()),
            claimed == 0
                ? claim.when("attribute_not_exists({version})")
                : claim.when("{version} = ?", claimed)));
    parts.add(Phones.entered(phone, dialog));
    parts.add(
        new Part.Changes(
            new Key.OfDialog(dialog),
            Dialogs.opened(opening, now).set(Dialogs.PHONE, phone).remove(Dialogs.REFUSED)));
    // From writer to writer by phone a chat may move on, but nothing takes it from a person.
    alsoKnownAs.ifPresent(
        chat ->
            parts.add(
                leads(
                    chat,
                    opening,
                    "attribute_not_exists({%1$s}) OR NOT begins_with({%1$s}, ?)",
                    Messenger.INSTAGRAM.name() + ":")));
    return table.transact(parts).isEmpty();
  }

  /**
   * Lets a chat of Planfix's lead to a dialog.
   *
   * @param condition in which {@code %1$s} stands for the attribute that says where it leads
   */
  private static Part leads(PlanfixChatId chat, Opening opening, String condition, String value) {
    Key key =
        switch (chat) {
          case PlanfixChatId.OfDialog(DialogId other) -> new Key.OfDialog(other);
          case PlanfixChatId.OfPhone _ ->
              new Key.OfPhoneChat(opening.providerId(), chat.toString());
        };
    String where = chat instanceof PlanfixChatId.OfDialog ? Dialogs.SAME_AS : Comments.DIALOG;
    return new Part.Changes(
        key,
        new Change().set(where, opening.id().toString()).when(condition.formatted(where), value));
  }

  @Override
  public boolean bindRefused(Opening opening, Optional<Instant> clientWrote, Instant now) {
    Change refused = Dialogs.opened(opening, now).set(Dialogs.REFUSED, true);
    return table.update(
            new Key.OfDialog(opening.id()),
            clientWrote
                .map(time -> refused.when("{clientWroteAt} = ?", time))
                .orElseGet(() -> refused.when("attribute_not_exists({clientWroteAt})")))
        instanceof Written.Done;
  }

  @Override
  public void openDirect(Opening opening, Instant now) {
    var _ = table.update(new Key.OfDialog(opening.id()), Dialogs.opened(opening, now));
  }

  @Override
  public boolean openDirect(Opening opening, PlanfixChatId alsoKnownAs, Instant now) {
    return table
        .transact(
            List.of(
                new Part.Changes(new Key.OfDialog(opening.id()), Dialogs.opened(opening, now)),
                leads(
                    alsoKnownAs,
                    opening,
                    "attribute_not_exists({%1$s}) OR {%1$s} = ?",
                    opening.id().toString())))
        .isEmpty();
  }

  @Override
  public List<DialogId> chatsOf(String cardPhone, Instant since) {
    return table.query("PHONE#" + cardPhone, "CARD#", "CARD#").stream()
        .filter(item -> Phones.wasOnCard(item, since))
        .map(item -> DialogId.parse(item.text(Phones.DIALOG).orElseThrow()))
        .toList();
  }

  @Override
  public boolean notePhone(DialogId chat, Optional<CardPhone> before, CardPhone phone) {
    List<Part> parts = new ArrayList<>();
    parts.add(Dialogs.onCard(chat, before, phone));
    before
        .flatMap(CardPhone::digits)
        .filter(former -> !phone.is(former))
        .ifPresent(former -> parts.add(Phones.offCard(former, chat, phone.at())));
    phone.digits().ifPresent(digits -> parts.add(Phones.onCard(digits, chat)));
    return table.transact(parts).isEmpty();
  }

  @Override
  public void noteCommentGone(DialogId dialog, MessageId comment) {
    var _ =
        table.update(
            new Key.OfDialog(dialog), new Change().addText(Dialogs.GONE_COMMENTS, comment.value()));
  }

  @Override
  public boolean learnChat(ChatName name) {
    Part chatId = Dialogs.inChat(name);
    Part alias = Dialogs.goesOn(name);
    Optional<Part> refused = table.transact(List.of(chatId, alias));
    if (refused.equals(Optional.of(alias))) {
      refused = table.transact(List.of(chatId));
    }
    return refused.isEmpty();
  }

  @Override
  public void noteTaskGone(long task) {
    table.update(new Key.OfTask(task), new Change().set(GONE_AT, clock.instant()));
  }

  @Override
  public boolean isTaskGone(long task) {
    return table.read(new Key.OfTask(task)).isPresent();
  }

  @Override
  public Optional<Whole> whole(CommentId comment) {
    Instant now = clock.instant();
    return table
        .read(new Key.OfComment(comment))
        .filter(item -> Messages.isKnown(item, now))
        .map(
            item -> {
              Outgoing outgoing = Comments.outgoing(comment, item);
              Map<Key, Integer> messages = messages(outgoing);
              return new Whole(
                  outgoing,
                  deliveries(messages, table.read(messages.keySet())),
                  item.number(Comments.MARK_UNTIL).map(Instant::ofEpochMilli));
            });
  }

  @Override
  public Deliveries deliveries(Outgoing comment) {
    Map<Key, Integer> messages = messages(comment);
    Set<Key> keys = new LinkedHashSet<>(messages.keySet());
    keys.add(DynamoDbBreakerStore.PLANFIX);
    Map<Key, Item> items = table.read(keys);
    return new Deliveries(
        deliveries(messages, items),
        DynamoDbBreakerStore.state(items.get(DynamoDbBreakerStore.PLANFIX)));
  }

  /** The messages that parts were sent as, with the parts' numbers. */
  private static Map<Key, Integer> messages(Outgoing comment) {
    Map<Key, Integer> messages = new HashMap<>();
    for (int number = 1; number <= comment.parts().size(); number++) {
      int place = number;
      comment
          .parts()
          .get(number - 1)
          .message()
          .ifPresent(id -> messages.put(Key.OfNotice.message(id), place));
    }
    return messages;
  }

  private static Map<Integer, Delivery> deliveries(
      Map<Key, Integer> messages, Map<Key, Item> items) {
    Map<Integer, Delivery> deliveries = new HashMap<>();
    messages.forEach(
        (key, number) -> {
          Item item = items.get(key);
          if (item != null) {
            MessageRecord message = Messages.record(item);
            message
                .status()
                .ifPresent(status -> deliveries.put(number, new Delivery(status, message.error())));
          }
        });
    return deliveries;
  }

  @Override
  public MarkAnswer takeMark(CommentId comment, String owner, Instant now, Instant until) {
    Change change =
        new Change()
            // The right side of a SET is read before the change: who never gave it back.
            .copy(Comments.MARK_INTERRUPTED, Comments.MARK_OWNER, NOBODY)
            .set(Comments.MARK_OWNER, owner)
            .set(Comments.MARK_UNTIL, until.toEpochMilli())
            .when(
                "attribute_exists({version}) AND {expiresAt} > ? AND"
                    + " (attribute_not_exists({markOwner}) OR {markUntil} <= ?)",
                clock.instant().getEpochSecond(),
                now.toEpochMilli());
    return switch (table.update(new Key.OfComment(comment), change)) {
      case Written.Done(Item item) -> taken(comment, item);
      case Written.Refused(Item item) when isHeld(item, owner, until) -> taken(comment, item);
      case Written.Refused(Item item) ->
          item.number(Comments.VERSION).isPresent() && Messages.isKnown(item, clock.instant())
              ? new MarkAnswer.Held()
              : new MarkAnswer.NoComment();
    };
  }

  // A write whose answer was lost is repeated by the SDK, and then refuses itself.
  private static boolean isHeld(Item item, String owner, Instant until) {
    return item.text(Comments.MARK_OWNER).equals(Optional.of(owner))
        && item.number(Comments.MARK_UNTIL).equals(Optional.of(until.toEpochMilli()));
  }

  private static MarkAnswer taken(CommentId comment, Item item) {
    return new MarkAnswer.Taken(
        Comments.outgoing(comment, item),
        new MarkTries(
            item.number(Comments.MARK_FAILURES).orElse(0L).intValue(),
            item.number(Comments.MARK_REFUSALS).orElse(0L).intValue()),
        item.text(Comments.MARK_INTERRUPTED).filter(other -> !other.equals(NOBODY)).isPresent());
  }

  @Override
  public void marked(CommentId comment, String owner, Mark mark, List<Decision> decisions) {
    Change change = givenBack(owner, Optional.of(mark), MarkTries.NONE);
    table.update(new Key.OfComment(comment), Messages.decided(change, decisions));
  }

  @Override
  public void giveMarkBack(CommentId comment, String owner, Optional<Mark> shown, MarkTries tries) {
    table.update(new Key.OfComment(comment), givenBack(owner, shown, tries));
  }

  private static Change givenBack(String owner, Optional<Mark> shown, MarkTries tries) {
    return new Change()
        .setOrRemove(Comments.MARK, shown.map(Mark::sign))
        .setOrRemove(Comments.MARK_TEXT, shown.flatMap(Mark::text))
        .set(Comments.MARK_FAILURES, tries.failures())
        .set(Comments.MARK_REFUSALS, tries.refusals())
        .remove(Comments.MARK_OWNER, Comments.MARK_UNTIL, Comments.MARK_INTERRUPTED)
        .when("{markOwner} = ?", owner);
  }

  @Override
  public List<Decision> decisions(CommentId comment) {
    return table.read(new Key.OfComment(comment)).stream().flatMap(Messages::decisions).toList();
  }
}
