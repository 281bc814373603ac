package io.taskwire.core.outbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.channel.Phone;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.messenger.Contracts;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.outbound.Outbox.Claim;
import io.taskwire.core.outbound.Outbox.PhoneDialogs;
import io.taskwire.core.outbound.Outbox.View;
import io.taskwire.core.outbound.Outbox.Write;
import io.taskwire.core.outbound.SendComment.Invocation;
import io.taskwire.core.outbound.SendComment.Ports;
import io.taskwire.core.outbound.SendComment.Step;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.PlanfixChat.TaskAnswer;
import io.taskwire.core.planfix.PlanfixChat.Trouble;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges an employee's first message, and every comment in a task whose first message was refused:
 * while a dialog with the contact is open in a messenger, no other channel of that messenger can be
 * used.
 */
final class ChannelRule {
  /** So long may it take until Planfix has bound a task to a claimed dialog. */
  private static final Duration BINDING = Duration.ofSeconds(10);

  private static final int ASKED_IN_VAIN = 50;

  private final Ports ports;
  private final WorkerSettings settings;
  private final Invocation invocation;
  private final Comment comment;
  private final View view;
  private final List<Decision> decisions = new ArrayList<>();

  ChannelRule(
      Ports ports, WorkerSettings settings, Invocation invocation, Comment comment, View view) {
    this.ports = ports;
    this.settings = settings;
    this.invocation = invocation;
    this.comment = comment;
    this.view = view;
  }

  /** Whether a dialog's task is there. */
  private sealed interface TaskSeen {
    record Open(Optional<Long> number) implements TaskSeen {}

    record Gone() implements TaskSeen {}

    record Unclear(String why) implements TaskSeen {}
  }

  Step judge() {
    if (!comment.first() && !begunByPhone()) {
      return refuse(Refusal.of(Refusal.NO_SUCH_DIALOG));
    }
    List<Channel> all = ports.channelStore().all();
    if (all.stream().anyMatch(channel -> channel.connected() && channel.transport().isEmpty())) {
      Optional<String> trouble = ports.directory().refresh(ports.channels());
      if (trouble.isPresent()) {
        return postponed("Wazzup could not be asked for a channel's transport: " + trouble.get());
      }
      all = ports.channelStore().all();
    }
    return judge(all);
  }

  /** Whether a comment whose dialog is not known can belong to one that was to be opened here. */
  private boolean begunByPhone() {
    return switch (comment.chat()) {
      case PlanfixChatId.OfPhone _ -> true;
      case PlanfixChatId.OfDialog(DialogId dialog) ->
          dialog.chat().isOfPhone()
              || (dialog.chat().post().isEmpty()
                  && dialog.chat().type().equals(ChatType.oneToOne(dialog.channel().messenger()))
                  && dialog.channel().messenger().chatIdIsPhone());
    };
  }

  private Step judge(List<Channel> all) {
    Optional<DialogId> ofKnown =
        view.dialog().map(Dialog::id).filter(dialog -> dialog.chat().isRenamable());
    if (!comment.first() && ofKnown.isPresent()) {
      return judge(ofKnown.get().channel(), all);
    }
    return switch (comment.chat()) {
      case PlanfixChatId.OfDialog(DialogId dialog) -> judge(dialog.channel(), all);
      case PlanfixChatId.OfPhone _ -> {
        Optional<String> channel = comment.channel().filter(text -> !text.isBlank());
        if (channel.isPresent()) {
          // One that is none of ours is not replaced by another.
          yield named(channel.get(), all)
              .map(named -> judge(named, all))
              .orElseGet(() -> refuse(new Refusal(Refusal.NOT_CONNECTED, channel.get())));
        }
        List<Channel> able =
            all.stream().filter(Channel::connected).filter(ChannelRule::writesFirst).toList();
        yield switch (able.size()) {
          case 0 -> refuse(Refusal.of(Refusal.NO_CHANNEL));
          case 1 -> judge(able.getFirst().identity(), all);
          default -> refuse(Refusal.of(Refusal.SEVERAL_CHANNELS));
        };
      }
    };
  }

  private Step judge(ChannelIdentity identity, List<Channel> all) {
    Optional<Channel> channel = Channel.among(all, identity);
    if (channel.filter(Channel::connected).isEmpty()) {
      return refuse(new Refusal(Refusal.NOT_CONNECTED, identity.accountTitle()));
    }
    if (channel.get().transport().isEmpty()) {
      return refuse(new Refusal(Refusal.NO_SUCH_CHANNEL, identity.accountTitle()));
    }
    if (!writesFirst(channel.get())) {
      return judgeKnown(channel.get());
    }
    if (leadsTo().filter(dialog -> dialog.chat().isRenamable()).isPresent()) {
      return severalClients();
    }
    return phone().map(phone -> judge(channel.get(), phone)).orElseGet(this::noPhone);
  }

  private Step noPhone() {
    return refuse(Refusal.of(Refusal.NO_PHONE));
  }

  /**
   * Where nobody can be written to by phone, whoever is known to have it. One chat of a phone leads
   * to one person for good, and what is written in its task goes to nobody else.
   */
  private Step judgeKnown(Channel channel) {
    if (!settings.writeByPhone() || !channel.identity().messenger().equals(Messenger.INSTAGRAM)) {
      return refuse(new Refusal(Refusal.NOT_FIRST, channel.transportTitle()));
    }
    Optional<String> phone =
        phone().filter(text -> comment.first() || (leadsTo().isPresent() && isOnCard(text)));
    if (phone.isEmpty()) {
      forget();
    }
    Acquaintance known =
        phone
            .map(text -> Acquaintance.of(ports.outbox(), comment, channel.identity(), text))
            .orElseGet(Acquaintance.Nobody::new);
    return switch (known) {
      case Acquaintance.Nobody _ -> refuse(Refusal.of(Refusal.UNKNOWN_PHONE));
      case Acquaintance.Several _ -> severalClients();
      case Acquaintance.Client client -> goOnWith(client);
    };
  }

  /** The phone that led here stands on the task's card no more, so it leads to nobody. */
  private void forget() {
    Optional<CardPhone> card =
        view.cardPhone()
            .filter(known -> phone().filter(known::is).isPresent())
            .filter(known -> !known.at().isAfter(comment.receivedAt()));
    if (card.isPresent()) {
      CardPhone none = card.get().gone(comment.receivedAt());
      // Whoever noted another meanwhile knows better.
      var _ = ports.outbox().notePhone(leadsTo().orElseThrow().ofChat(), card, none);
    }
  }

  /** Whether the phone stands on the card that the comment's task belongs to. */
  private boolean isOnCard(String phone) {
    return comment
        .phone()
        .flatMap(Phone::typed)
        .filter(typed -> typed.digits().equals(phone))
        .isPresent();
  }

  private Step severalClients() {
    return refuse(Refusal.of(Refusal.SEVERAL_CLIENTS));
  }

  /** The dialog that the comment's chat leads to already, where it is none itself. */
  private Optional<DialogId> leadsTo() {
    return view.resolved()
        .or(() -> view.dialog().map(Dialog::id))
        .filter(dialog -> !comment.chat().equals(new PlanfixChatId.OfDialog(dialog)));
  }

  /** He has written on this channel, so no dialog elsewhere speaks against it. */
  private Step goOnWith(Acquaintance.Client client) {
    Dialog seen = client.seen();
    PlanfixChatId chat = comment.chat();
    Opening opening =
        new Opening(
            client.direct(),
            seen.chatId(),
            chat,
            comment.id().providerId(),
            chat.contact(),
            seen.contactName());
    Instant now = invocation.clock().instant();
    if (!ports.outbox().openDirect(opening, chat, now)) {
      return severalClients();
    }
    if (now.isBefore(comment.receivedAt().plus(BINDING)) && mayBeUnbound(client.direct())) {
      return later(invocation.backoff().first(), "Planfix may not have bound the task yet");
    }
    decide("rule: the phone is that of a client on the channel");
    boolean talks = seen.id().equals(client.direct()) && seen.clientWrote().isPresent();
    boolean beginning = comment.first() || !talks;
    Outgoing judged =
        client
            .answers()
            .filter(_ -> beginning)
            .map(under -> view.comment().intoDirect(client.direct(), under))
            .orElseGet(() -> view.comment().in(client.direct()));
    return goOn(beginning ? judged.reaching(seen.chatId()) : judged);
  }

  /**
   * What is sent is shown in the dialog's task, and would make a second one before that is bound.
   * That Planfix could not be asked does not say that it is.
   */
  private boolean mayBeUnbound(DialogId direct) {
    return dialog(direct)
        .filter(one -> one.planfixChat().equals(comment.chat()))
        .filter(one -> !(task(one) instanceof TaskSeen.Open))
        .isPresent();
  }

  private Step judge(Channel channel, String phone) {
    Messenger messenger = channel.identity().messenger();
    PhoneDialogs known = ports.outbox().dialogsOf(phone);
    // The client may have opened one on this channel, under a name that only Wazzup knew.
    DialogId target =
        known.dialogs().stream()
            .filter(dialog -> dialog.channel().equals(channel.identity()))
            .filter(ChannelRule::isOneToOne)
            .findFirst()
            .orElseGet(() -> DialogId.first(channel.identity(), phone));
    Optional<Claim> claim = Optional.ofNullable(known.claims().get(messenger.name()));
    Instant now = invocation.clock().instant();
    for (DialogId other : known.dialogs()) {
      if (!other.channel().messenger().equals(messenger)
          || other.channel().equals(channel.identity())
          || !isOneToOne(other)) {
        continue;
      }
      Optional<Dialog> dialog = dialog(other).filter(one -> !one.refused());
      if (dialog.isEmpty()) {
        continue;
      }
      switch (task(dialog.get())) {
        case TaskSeen.Gone _ -> {
          boolean fresh =
              claim.filter(one -> one.dialog().equals(other)).isPresent()
                  && now.isBefore(claim.get().at().plus(BINDING));
          if (fresh) {
            return later(
                Duration.between(now, claim.get().at().plus(BINDING)),
                "Planfix may not have bound the task of the other dialog yet");
          }
        }
        case TaskSeen.Unclear(String why) -> {
          return postponed(why);
        }
        case TaskSeen.Open(Optional<Long> number) -> {
          return bound(target, phone, other, number);
        }
      }
    }
    return open(target, phone, claim.map(Claim::version).orElse(0L));
  }

  /** Another dialog is open: so this one is used only if it is open as well. */
  private Step bound(DialogId target, String phone, DialogId other, Optional<Long> number) {
    Optional<Dialog> own = dialog(target);
    if (own.filter(one -> !one.refused()).isPresent()) {
      Optional<Long> before = own.get().task();
      switch (task(own.get())) {
        case TaskSeen.Unclear(String why) -> {
          return postponed(why);
        }
        // Another number is that of the task which Planfix has just bound to the dialog.
        case TaskSeen.Open(Optional<Long> task) when before.isEmpty() || task.equals(before) -> {
          decide("rule: the dialog on the channel is open");
          return goOn(target);
        }
        case TaskSeen.Open _, TaskSeen.Gone _ -> {}
      }
    }
    decide("rule: another dialog is open");
    Instant now = invocation.clock().instant();
    if (!ports
        .outbox()
        .bindRefused(opening(target, phone), own.flatMap(Dialog::clientWrote), now)) {
      return new Step.LookAgain(Optional.empty());
    }
    String detail = other.channel().accountTitle() + number.map(task -> " #" + task).orElse("");
    return refuse(view.comment().in(target), new Refusal(Refusal.OTHER_DIALOG_OPEN, detail));
  }

  private Step open(DialogId target, String phone, long claimed) {
    Optional<PlanfixChatId> alias =
        comment.chat().equals(new PlanfixChatId.OfDialog(target))
            ? Optional.empty()
            : Optional.of(comment.chat());
    if (!ports
        .outbox()
        .open(opening(target, phone), phone, claimed, alias, invocation.clock().instant())) {
      return new Step.LookAgain(Optional.empty());
    }
    decide("rule: written first");
    return goOn(target);
  }

  private Step goOn(DialogId dialog) {
    return goOn(view.comment().in(dialog));
  }

  private Step goOn(Outgoing judged) {
    boolean written = ports.outbox().write(Write.of(judged, List.copyOf(decisions)));
    return new Step.LookAgain(written ? judged.dialog() : Optional.empty());
  }

  private Opening opening(DialogId dialog, String phone) {
    return new Opening(
        dialog,
        dialog.chat().id(),
        dialogIsNamedByChat(dialog) ? new PlanfixChatId.OfDialog(dialog) : comment.chat(),
        comment.id().providerId(),
        comment.chat().contact(),
        "+" + phone);
  }

  private boolean dialogIsNamedByChat(DialogId dialog) {
    return comment.chat().equals(new PlanfixChatId.OfDialog(dialog));
  }

  // Questions

  /** That of the chat; what else stands on the contact's card is for another chat. */
  private Optional<String> phone() {
    String phone =
        switch (comment.chat()) {
          case PlanfixChatId.OfDialog(DialogId dialog) -> dialog.chat().id();
          case PlanfixChatId.OfPhone(String text) -> text;
        };
    return Optional.of(phone).filter(Phone::isCanonical);
  }

  private static boolean isOneToOne(DialogId dialog) {
    return dialog.chat().post().isEmpty() && !dialog.chat().type().isGroup();
  }

  private static boolean writesFirst(Channel channel) {
    return channel
        .transport()
        .filter(transport -> Contracts.of(transport, false).writesFirst())
        .isPresent();
  }

  private Optional<ChannelIdentity> named(String text, List<Channel> all) {
    Optional<ChannelIdentity> listed =
        all.stream()
            .filter(channel -> channel.address().map(ChannelId::value).equals(Optional.of(text)))
            .map(Channel::identity)
            .findFirst();
    if (listed.isPresent()) {
      return listed;
    }
    try {
      return Optional.of(ChannelIdentity.typed(text));
    } catch (IllegalArgumentException noChannel) {
      return Optional.empty();
    }
  }

  private Optional<Dialog> dialog(DialogId id) {
    return ports.outbox().look(comment.id(), comment.chat(), Optional.of(id)).dialog();
  }

  /** Asked afresh, not remembered: a deleted task is not open. */
  private TaskSeen task(Dialog dialog) {
    Optional<Line> line = settings.line(dialog.providerId());
    if (line.isEmpty()) {
      invocation.setupTrouble().accept(Provider.PLANFIX);
      return new TaskSeen.Unclear("the settings have no line for the other dialog");
    }
    return switch (ports.planfix().taskOf(line.get(), dialog.planfixChat())) {
      case TaskAnswer.CouldNotAsk(Trouble trouble) -> {
        if (trouble.kind() == Trouble.Kind.SETUP) {
          invocation.setupTrouble().accept(Provider.PLANFIX);
        }
        yield new TaskSeen.Unclear("getTask of the other dialog: " + trouble.reason());
      }
      case TaskAnswer.NoTask _ -> new TaskSeen.Gone();
      case TaskAnswer.Found(long number, boolean active) ->
          active && !ports.outbox().isTaskGone(number)
              ? new TaskSeen.Open(Optional.of(number))
              : new TaskSeen.Gone();
    };
  }

  // Answers

  private Step refuse(Refusal refusal) {
    return refuse(view.comment(), refusal);
  }

  private Step refuse(Outgoing comment, Refusal refusal) {
    decide("refused: " + refusal.code());
    Outgoing refused = comment.refused(refusal);
    return ports.outbox().write(Write.of(refused, List.copyOf(decisions)))
        ? new Step.Settled(refused.written())
        : new Step.LookAgain(Optional.empty());
  }

  private Step postponed(String why) {
    int attempt = view.comment().attempts() + 1;
    if (attempt <= ASKED_IN_VAIN) {
      decide(why);
    }
    Outgoing waiting = view.comment().postponed(view.comment().waiting());
    var _ = ports.outbox().write(Write.of(waiting, List.copyOf(decisions)));
    return later(invocation.backoff().after(attempt), why);
  }

  private static Step later(Duration delay, String why) {
    return new Step.Ended(new Outcome.Later(delay, why));
  }

  private void decide(String what) {
    decisions.add(new Decision(invocation.clock().instant(), what));
  }
}
