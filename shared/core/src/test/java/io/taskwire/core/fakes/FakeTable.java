package io.taskwire.core.fakes;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.delivery.BreakerState;
import io.taskwire.core.delivery.BreakerStore;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.Lease;
import io.taskwire.core.dialog.Lesson;
import io.taskwire.core.dialog.LostLease;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.dialog.Names;
import io.taskwire.core.dialog.Nickname;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.dialog.PrivateReply;
import io.taskwire.core.dialog.Progress;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice.StatusChange;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.OpenPart;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.Outgoing;
import io.taskwire.core.outbound.SendLease;
import io.taskwire.core.planfix.Mark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table in memory, under one lock: every read is a consistent snapshot, every write is checked
 * and made at once. It forgets nothing, so nothing expires in it.
 */
public final class FakeTable implements DialogStore, ChannelStore, BreakerStore, Outbox {
  private final Map<ChannelIdentity, Channel> channels = new LinkedHashMap<>();
  private final Map<ChannelId, ChannelIdentity> addresses = new LinkedHashMap<>();
  private final Map<Object, Instant> listedAt = new LinkedHashMap<>();
  private final Set<MessageId> goneComments = new HashSet<>();
  private int channelWrites;
  private final Map<DialogId, DialogItem> dialogs = new LinkedHashMap<>();
  private final Map<NoticeKey, NoticeItem> notices = new LinkedHashMap<>();
  private final Map<DialogId, Nickname> nicknames = new LinkedHashMap<>();
  private final Map<CountKey, Long> unconnected = new LinkedHashMap<>();
  private final Map<String, Boolean> keepsClosedTasks = new LinkedHashMap<>();
  private final Map<DialogId, Set<PostedEcho>> echoes = new LinkedHashMap<>();
  private boolean connectedOnce;
  private BreakerState breaker = BreakerState.NEVER_OPENED;
  private Instant probeUntil = Instant.MIN;

  private static final class DialogItem {
    private Dialog dialog;
    private long fence;
    private Optional<Lease> lease = Optional.empty();
    private Optional<String> busyWith = Optional.empty();

    DialogItem(Dialog dialog) {
      this.dialog = dialog;
    }
  }

  private static final class NoticeItem {
    private State state = State.PENDING;
    private Optional<DialogId> dialog = Optional.empty();
    private boolean fromUs;
    private String snippet = "";
    private int attempts;
    private int unanswered;
    private Optional<Progress> progress = Optional.empty();
    private Optional<Status> status = Optional.empty();
    private Optional<DeliveryError> error = Optional.empty();
    private Optional<CommentId> comment = Optional.empty();
    private Optional<String> echo = Optional.empty();
    private final List<Decision> decisions = new ArrayList<>();

    void keep(MessageFacts facts, List<Decision> more) {
      fromUs = facts.fromUs();
      snippet = facts.snippet();
      decisions.addAll(more);
    }

    MessageRecord record() {
      return new MessageRecord(
          state,
          dialog,
          fromUs,
          snippet,
          attempts,
          unanswered,
          progress,
          status,
          error,
          comment,
          Optional.empty());
    }
  }

  private record CountKey(String channel, Instant hour) {}

  // Dialogs

  @Override
  public synchronized Situation look(Look look) {
    Optional<DialogItem> dialog = look.dialog().map(dialogs::get);
    NoticeKey message = NoticeKey.of(look.notice().message());
    return new Situation(
        look.address().map(addresses::get),
        look.channel().map(channels::get),
        dialog.map(item -> item.dialog),
        look.dialog().map(sameAs::get),
        dialog.map(item -> item.fence).orElse(0L),
        dialog.flatMap(item -> item.lease).map(Lease::until),
        recordOf(look.notice()),
        recordOf(message),
        look.quoted()
            .map(NoticeKey::of)
            .flatMap(this::recordOf)
            .map(MessageRecord::snippet)
            .filter(text -> !text.isEmpty()),
        breaker,
        look.whose().map(whose -> names(whose, look.dialog())).orElse(Names.UNKNOWN),
        look.dialog().map(this::echoes).orElse(Set.of()));
  }

  /** What was noted in a dialog and did not come back. */
  public synchronized Set<PostedEcho> echoes(DialogId dialog) {
    return Set.copyOf(echoes.getOrDefault(dialog, Set.of()));
  }

  private boolean mayNote(DialogId dialog, EchoNote note) {
    return note.onlyAdds() || note.before().equals(echoes(dialog));
  }

  private void add(DialogId dialog, PostedEcho echo) {
    echoes.computeIfAbsent(dialog, _ -> new HashSet<>()).add(echo);
  }

  @Override
  public synchronized void note(DialogId dialog, EchoNote note) {
    if (!note.onlyAdds() && mayNote(dialog, note)) {
      echoes.put(dialog, new HashSet<>(note.after()));
    } else {
      add(dialog, note.echo());
    }
  }

  @Override
  public synchronized boolean settle(
      Outgoing comeBack, DialogId dialog, PostedEcho echo, List<Decision> decisions) {
    if (!echoes(dialog).contains(echo) || !write(Write.of(comeBack, decisions))) {
      return false;
    }
    Optional.ofNullable(echoes.get(dialog)).orElseThrow().remove(echo);
    return true;
  }

  private Names names(Whose whose, Optional<DialogId> dialog) {
    return new Names(
        whose.person().map(sameAs::get).or(() -> whose.person().filter(this::isCalledByHimself)),
        nickname(whose.name()),
        dialog.map(this::nickname).orElse(Nickname.UNKNOWN));
  }

  private boolean isCalledByHimself(DialogId person) {
    return nickname(person).person().isPresent();
  }

  @Override
  public synchronized Nickname nickname(DialogId chat) {
    Nickname known = nicknames.getOrDefault(chat.ofChat(), Nickname.UNKNOWN);
    return new Nickname(
        known.person(),
        known.holder(),
        known.heldSince(),
        known
            .chatId()
            .or(
                () ->
                    Optional.ofNullable(dialogs.get(chat.ofChat()))
                        .map(item -> item.dialog.chatId())),
        known.calledSince());
  }

  @Override
  public synchronized boolean learn(Lesson lesson) {
    boolean asRead =
        lesson.changes().stream()
            .allMatch(change -> nickname(change.chat()).equals(change.before()));
    boolean known =
        lesson.begins().isPresent()
            && (sameAs.containsKey(lesson.person()) || isCalledByHimself(lesson.person()));
    if (!asRead || known) {
      return false;
    }
    lesson
        .begins()
        .filter(chat -> !chat.equals(lesson.person()))
        .ifPresent(chat -> sameAs.put(lesson.person(), chat));
    for (Lesson.Change change : lesson.changes()) {
      nicknames.put(change.chat(), change.after());
      DialogItem item = dialogs.get(change.chat());
      if (item != null) {
        item.dialog = change.after().reaching(item.dialog);
      }
    }
    return true;
  }

  private Optional<MessageRecord> recordOf(NoticeKey key) {
    return Optional.ofNullable(notices.get(key)).map(NoticeItem::record);
  }

  @Override
  public synchronized LeaseAnswer take(
      Opening opening,
      long fence,
      NoticeKey notice,
      String owner,
      Instant now,
      Instant until,
      Optional<EchoNote> echo) {
    DialogItem item = dialogs.get(opening.id());
    if (item != null && item.lease.filter(lease -> lease.until().isAfter(now)).isPresent()) {
      return new LeaseAnswer.Held();
    }
    boolean mayNote = echo.filter(note -> !mayNote(opening.id(), note)).isEmpty();
    if ((item == null ? 0 : item.fence) != fence || !mayNote) {
      return new LeaseAnswer.Moved();
    }
    echo.ifPresent(note -> note(opening.id(), note));
    if (item == null) {
      item = new DialogItem(opening.dialog());
      if (opening.id().chat().post().isEmpty()) {
        item.dialog = nickname(opening.id()).reaching(item.dialog);
      }
      dialogs.put(opening.id(), item);
    }
    item.fence++;
    Lease lease = new Lease(opening.id(), owner, item.fence, until);
    Optional<String> interrupted = item.busyWith;
    item.lease = Optional.of(lease);
    item.busyWith = Optional.of(written(notice));
    return new LeaseAnswer.Taken(lease, item.dialog, interrupted);
  }

  private static Dialog changed(
      Dialog before,
      List<MessageId> comments,
      Optional<String> phone,
      boolean refused,
      Optional<PrivateReply> reply) {
    return new Dialog(
        before.id(),
        before.chatId(),
        before.planfixChat(),
        before.providerId(),
        before.contact(),
        before.contactName(),
        before.task(),
        before.taskSeen(),
        before.clientWrote(),
        comments,
        phone,
        refused,
        reply);
  }

  private static String written(NoticeKey notice) {
    return notice.message() + notice.change().map(change -> "#" + change).orElse("");
  }

  @Override
  public synchronized void progress(
      Lease lease,
      NoticeKey notice,
      MessageFacts facts,
      Progress progress,
      Optional<PostedEcho> echo,
      List<Decision> decisions) {
    held(lease);
    echo.ifPresent(one -> add(lease.dialog(), one));
    NoticeItem item = item(notice);
    item.keep(facts, decisions);
    item.dialog = Optional.of(lease.dialog());
    item.progress = Optional.of(progress);
  }

  @Override
  public synchronized void finish(
      Lease lease,
      NoticeKey notice,
      MessageFacts facts,
      State state,
      DialogChange change,
      List<Decision> decisions) {
    DialogItem dialog = held(lease);
    NoticeItem item = item(notice);
    item.keep(facts, decisions);
    item.dialog = Optional.of(lease.dialog());
    item.state = state;
    giveBack(dialog);
    Dialog before = dialog.dialog;
    dialog.dialog =
        new Dialog(
            before.id(),
            before.chatId(),
            before.planfixChat(),
            before.providerId(),
            before.contact(),
            before.contactName(),
            change.task().or(before::task),
            change.taskSeen().or(before::taskSeen),
            change.clientWrote().or(before::clientWrote),
            comments(before, change.comment(), change.deleted()),
            change.phone().or(before::phone),
            before.refused() && change.clientWrote().isEmpty(),
            before.privateReply());
    change.phone().ifPresent(phone -> enter(phone, lease.dialog()));
    if (!facts.snippet().isEmpty() && notice.change().isEmpty()) {
      said.computeIfAbsent(lease.dialog(), _ -> new ArrayList<>())
          .addFirst(new Said(notice.message(), facts.snippet()));
    }
  }

  @Override
  public synchronized void release(Lease lease) {
    DialogItem item = dialogs.get(lease.dialog());
    if (item != null && item.lease.equals(Optional.of(lease))) {
      giveBack(item);
    }
  }

  @Override
  public synchronized void postpone(
      Optional<Lease> lease,
      NoticeKey notice,
      MessageFacts facts,
      boolean unanswered,
      List<Decision> decisions) {
    NoticeItem item = item(notice);
    if (item.state == State.PENDING) {
      item.keep(facts, decisions);
      item.attempts++;
      item.unanswered += unanswered ? 1 : 0;
    }
    lease.ifPresent(this::release);
  }

  private DialogItem held(Lease lease) {
    DialogItem item = dialogs.get(lease.dialog());
    if (item == null || !item.lease.equals(Optional.of(lease))) {
      throw new LostLease("the dialog has another lease by now");
    }
    return item;
  }

  private static void giveBack(DialogItem item) {
    item.lease = Optional.empty();
    item.busyWith = Optional.empty();
  }

  private NoticeItem item(NoticeKey notice) {
    return notices.computeIfAbsent(notice, _ -> new NoticeItem());
  }

  @Override
  public synchronized void countUnconnected(
      String channel, NoticeKey notice, MessageFacts facts, Instant now, List<Decision> decisions) {
    NoticeItem item = item(notice);
    if (item.state != State.PENDING) {
      return;
    }
    item.keep(facts, decisions);
    item.state = State.UNCONNECTED;
    unconnected.merge(new CountKey(channel, now.truncatedTo(ChronoUnit.HOURS)), 1L, Long::sum);
  }

  @Override
  public synchronized MessageRecord noteStatus(StatusChange change, Instant now) {
    NoticeItem item = item(NoticeKey.of(change.message()));
    if (item.status.filter(known -> known.rank() >= change.status().rank()).isEmpty()) {
      item.status = Optional.of(change.status());
      item.error = change.error().or(() -> item.error);
    }
    return item.record();
  }

  @Override
  public synchronized Optional<Boolean> keepsClosedTasks(String providerId) {
    return Optional.ofNullable(keepsClosedTasks.get(providerId));
  }

  @Override
  public synchronized void noteKeepsClosedTasks(String providerId, boolean keeps) {
    keepsClosedTasks.put(providerId, keeps);
  }

  @Override
  public synchronized List<Decision> decisions(MessageId message) {
    return notices.entrySet().stream()
        .filter(entry -> entry.getKey().message().equals(message))
        .flatMap(entry -> entry.getValue().decisions.stream())
        .sorted(Comparator.comparing(Decision::at))
        .toList();
  }

  /** When the client last wrote in a dialog. */
  public synchronized Optional<Instant> clientWrote(DialogId dialog) {
    return Optional.ofNullable(dialogs.get(dialog)).flatMap(item -> item.dialog.clientWrote());
  }

  /** The comment that a dialog under a post began with. */
  public synchronized Optional<MessageId> thread(DialogId dialog) {
    return Optional.ofNullable(dialogs.get(dialog)).flatMap(item -> item.dialog.thread());
  }

  /** The dialogs that are there. */
  public synchronized List<Dialog> dialogs() {
    return dialogs.values().stream().map(item -> item.dialog).toList();
  }

  // Channels

  @Override
  public synchronized void connect(ChannelIdentity channel, Instant now) {
    channels.merge(channel, fresh(channel, true), (known, _) -> connected(known, true));
  }

  @Override
  public synchronized void disconnect(ChannelIdentity channel, Instant now) {
    channels.merge(channel, fresh(channel, false), (known, _) -> connected(known, false));
  }

  private static Channel fresh(ChannelIdentity channel, boolean connected) {
    return new Channel(channel, connected, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Channel connected(Channel channel, boolean connected) {
    return new Channel(
        channel.identity(), connected, channel.address(), channel.transport(), channel.state());
  }

  @Override
  public synchronized boolean connectOnce(Collection<ChannelIdentity> all, Instant now) {
    if (connectedOnce) {
      return false;
    }
    connectedOnce = true;
    all.forEach(channel -> connect(channel, now));
    return true;
  }

  @Override
  public synchronized List<Channel> all() {
    return List.copyOf(channels.values());
  }

  @Override
  public synchronized void noteListed(ListedChannel channel, Instant asked) {
    if (listedAfter(channel.identity(), asked) || listedAfter(channel.id(), asked)) {
      return;
    }
    channelWrites++;
    listedAt.put(channel.identity(), asked);
    listedAt.put(channel.id(), asked);
    boolean connected =
        Optional.ofNullable(channels.get(channel.identity()))
            .filter(Channel::connected)
            .isPresent();
    addresses.put(channel.id(), channel.identity());
    channels.put(
        channel.identity(),
        new Channel(
            channel.identity(),
            connected,
            Optional.of(channel.id()),
            Optional.of(channel.transport()),
            Optional.of(channel.state())));
  }

  @Override
  public synchronized void noteAlsoAt(ChannelId address, ChannelIdentity channel, Instant asked) {
    if (!listedAfter(address, asked)) {
      channelWrites++;
      listedAt.put(address, asked);
      addresses.put(address, channel);
    }
  }

  @Override
  public synchronized void noteUnlisted(ChannelIdentity channel, Instant asked) {
    Channel known = channels.get(channel);
    if (known != null && !listedAfter(channel, asked)) {
      listedAt.put(channel, asked);
      channels.put(
          channel,
          new Channel(
              channel, known.connected(), Optional.empty(), known.transport(), Optional.empty()));
    }
  }

  /** How often something was written down that Wazzup listed. */
  public synchronized int channelWrites() {
    return channelWrites;
  }

  private boolean listedAfter(Object what, Instant asked) {
    return listedAt.getOrDefault(what, Instant.MIN).isAfter(asked);
  }

  @Override
  public synchronized Optional<ChannelIdentity> identityAt(ChannelId address) {
    return Optional.ofNullable(addresses.get(address));
  }

  @Override
  public synchronized List<UnconnectedCount> unconnectedSince(Instant since) {
    return unconnected.entrySet().stream()
        .filter(entry -> !entry.getKey().hour().isBefore(since))
        .map(e -> new UnconnectedCount(e.getKey().channel(), e.getKey().hour(), e.getValue()))
        .toList();
  }

  // Comments on their way to clients

  private static final class CommentItem {
    private Outgoing comment;
    private Optional<String> markOwner = Optional.empty();
    private Instant markUntil = Instant.MIN;
    private MarkTries markTries = MarkTries.NONE;
    private final List<Decision> decisions = new ArrayList<>();

    CommentItem(Outgoing comment) {
      this.comment = comment;
    }
  }

  private static final class ChatItem {
    private long fence;
    private Optional<SendLease> lease = Optional.empty();
  }

  private record OpenKey(DialogId chat, CommentId comment, int number) {}

  private record PhoneChat(String providerId, PlanfixChatId chat) {}

  private record OnCard(String digits, DialogId chat) {}

  private final Map<CommentId, CommentItem> comments = new LinkedHashMap<>();
  private final Map<DialogId, ChatItem> chats = new LinkedHashMap<>();
  private final Map<OpenKey, OpenPart> openParts = new LinkedHashMap<>();
  private final Map<DialogId, DialogId> sameAs = new LinkedHashMap<>();
  private final Map<PhoneChat, DialogId> phoneChats = new LinkedHashMap<>();
  private final Map<DialogId, CardPhone> cardPhones = new LinkedHashMap<>();

  /** Until when phones stood on cards. */
  private final Map<OnCard, Instant> onCards = new LinkedHashMap<>();

  private final Map<DialogId, List<Said>> said = new LinkedHashMap<>();
  private final Map<String, List<DialogId>> phones = new LinkedHashMap<>();
  private final Map<String, Map<String, Claim>> claims = new LinkedHashMap<>();
  private final Set<Long> goneTasks = new HashSet<>();
  private BreakerState wazzup = BreakerState.NEVER_OPENED;

  /** The breaker of Wazzup. */
  public BreakerStore wazzupBreaker() {
    return new BreakerStore() {
      private Instant probing = Instant.MIN;

      @Override
      public BreakerState read() {
        synchronized (FakeTable.this) {
          return wazzup;
        }
      }

      @Override
      public BreakerState open(Instant now, String reason) {
        synchronized (FakeTable.this) {
          wazzup = new BreakerState(true, wazzup.version() + 1);
          return wazzup;
        }
      }

      @Override
      public boolean claimProbe(Instant now, Instant until) {
        synchronized (FakeTable.this) {
          if (probing.isAfter(now)) {
            return false;
          }
          probing = until;
          return true;
        }
      }

      @Override
      public BreakerState close(long version) {
        synchronized (FakeTable.this) {
          if (wazzup.open() && wazzup.version() == version) {
            wazzup = new BreakerState(false, version + 1);
            probing = Instant.MIN;
          }
          return wazzup;
        }
      }
    };
  }

  @Override
  public synchronized View look(CommentId comment, PlanfixChatId chat, Optional<DialogId> dialog) {
    Optional<ChatItem> sending = dialog.map(DialogId::ofChat).map(chats::get);
    return new View(
        Optional.ofNullable(comments.get(comment))
            .map(item -> item.comment)
            .orElseGet(() -> Outgoing.fresh(comment)),
        dialog
            .map(sameAs::get)
            .or(
                () ->
                    Optional.ofNullable(phoneChats.get(new PhoneChat(comment.providerId(), chat)))),
        dialog.map(dialogs::get).map(item -> nickname(item.dialog.id()).reaching(item.dialog)),
        dialog.map(DialogId::channel).map(channels::get),
        sending.map(item -> item.fence).orElse(0L),
        sending.flatMap(item -> item.lease),
        wazzup,
        dialog.map(this::nickname).orElse(Nickname.UNKNOWN),
        dialog.map(DialogId::ofChat).map(cardPhones::get),
        dialog.map(this::echoes).orElse(Set.of()));
  }

  @Override
  public synchronized boolean write(Write write) {
    CommentItem item = comments.get(write.comment().id());
    long version = item == null ? 0 : item.comment.version();
    if (version != write.comment().version()
        || !mayWrite(write.lease())
        || write.reply().filter(reply -> !mayReply(reply)).isPresent()) {
      return false;
    }
    if (item == null) {
      item = new CommentItem(write.comment());
      comments.put(write.comment().id(), item);
    }
    Optional<Mark> reported = item.comment.reported();
    item.comment = reported(write.comment().written(), reported);
    item.decisions.addAll(write.decisions());
    use(write.lease());
    write.name().ifPresent(this::learnChat);
    write.reply().ifPresent(this::reply);
    write.closed().forEach(part -> openParts.remove(key(part)));
    write.opened().forEach(part -> openParts.put(key(part), part));
    for (Link link : write.links()) {
      NoticeItem message = item(NoticeKey.of(link.message()));
      message.fromUs = true;
      message.dialog = Optional.of(link.dialog());
      message.comment = Optional.of(write.comment().id());
      if (!link.stands()) {
        continue;
      }
      message.state = State.OWN;
      message.snippet = link.snippet();
      message.echo = link.echo();
      if (!link.snippet().isBlank()) {
        said.computeIfAbsent(link.dialog(), _ -> new ArrayList<>())
            .addFirst(new Said(link.message(), link.snippet()));
      }
    }
    for (MessageId unlinked : write.unlinked()) {
      NoticeItem message = item(NoticeKey.of(unlinked));
      message.state = State.PENDING;
      message.comment = Optional.empty();
      message.echo = Optional.empty();
    }
    return true;
  }

  private boolean mayReply(Replying replying) {
    return Optional.ofNullable(dialogs.get(replying.direct()))
        .flatMap(item -> item.dialog.privateReply())
        .map(PrivateReply::comment)
        .equals(replying.before());
  }

  private void reply(Replying replying) {
    DialogItem item = Optional.ofNullable(dialogs.get(replying.direct())).orElseThrow();
    Dialog before = item.dialog;
    item.dialog =
        changed(
            before,
            before.comments(),
            before.phone(),
            before.refused(),
            Optional.of(replying.reply()));
  }

  @Override
  public synchronized Optional<String> mistaken(MessageId echo, MessageId answered) {
    NoticeItem real = notices.get(NoticeKey.of(answered));
    boolean standsThere = real != null && real.state != State.PENDING;
    return standsThere ? Optional.empty() : item(NoticeKey.of(echo)).echo;
  }

  private static Outgoing reported(Outgoing comment, Optional<Mark> mark) {
    return new Outgoing(
        comment.id(),
        comment.dialog(),
        comment.answers(),
        comment.parts(),
        comment.refusal(),
        comment.settled(),
        comment.attempts(),
        comment.waiting(),
        comment.reached(),
        mark,
        comment.version());
  }

  private static OpenKey key(OpenPart part) {
    return new OpenKey(part.chat(), part.comment(), part.number());
  }

  private boolean mayWrite(LeaseUse use) {
    return switch (use) {
      case LeaseUse.None _ -> true;
      case LeaseUse.Take(SendLease lease) -> {
        ChatItem chat = chats.get(lease.chat());
        yield (chat == null ? 0 : chat.fence) == lease.fence() - 1;
      }
      case LeaseUse.Keep(SendLease lease) -> holds(lease);
      case LeaseUse.GiveBack(SendLease lease) -> holds(lease);
    };
  }

  private boolean holds(SendLease lease) {
    return Optional.ofNullable(chats.get(lease.chat()))
        .flatMap(chat -> chat.lease)
        .equals(Optional.of(lease));
  }

  private void use(LeaseUse use) {
    switch (use) {
      case LeaseUse.Take(SendLease lease) -> {
        ChatItem chat = chats.computeIfAbsent(lease.chat(), _ -> new ChatItem());
        chat.fence = lease.fence();
        chat.lease = Optional.of(lease);
      }
      case LeaseUse.GiveBack(SendLease lease) ->
          chats.computeIfAbsent(lease.chat(), _ -> new ChatItem()).lease = Optional.empty();
      case LeaseUse.None _, LeaseUse.Keep _ -> {}
    }
  }

  @Override
  public synchronized List<OpenPart> open(DialogId chat) {
    return openParts.values().stream()
        .filter(part -> part.chat().equals(chat))
        .sorted(Comparator.comparing(OpenPart::triedAt))
        .toList();
  }

  @Override
  public synchronized List<Said> said(DialogId dialog, int most) {
    return said.getOrDefault(dialog, List.of()).stream().limit(most).toList();
  }

  @Override
  public synchronized PhoneDialogs dialogsOf(String phone) {
    return new PhoneDialogs(
        List.copyOf(phones.getOrDefault(phone, List.of())),
        Map.copyOf(claims.getOrDefault(phone, Map.of())));
  }

  private void enter(String phone, DialogId dialog) {
    List<DialogId> known = phones.computeIfAbsent(phone, _ -> new ArrayList<>());
    if (!known.contains(dialog)) {
      known.add(dialog);
    }
  }

  @Override
  public synchronized boolean open(
      Opening opening,
      String phone,
      long claimed,
      Optional<PlanfixChatId> alsoKnownAs,
      Instant now) {
    String messenger = opening.id().channel().messenger().name();
    Map<String, Claim> known = claims.computeIfAbsent(phone, _ -> new LinkedHashMap<>());
    long version = Optional.ofNullable(known.get(messenger)).map(Claim::version).orElse(0L);
    boolean taken =
        alsoKnownAs
            .flatMap(chat -> leadOf(chat, opening))
            .filter(lead -> lead.channel().messenger().equals(Messenger.INSTAGRAM))
            .isPresent();
    if (version != claimed || taken) {
      return false;
    }
    known.put(messenger, new Claim(opening.id(), now, version + 1));
    enter(phone, opening.id());
    dialogs.computeIfAbsent(opening.id(), _ -> new DialogItem(opening.dialog()));
    refused(opening.id(), false, Optional.of(phone));
    alsoKnownAs.ifPresent(chat -> leads(chat, opening));
    return true;
  }

  private Optional<DialogId> leadOf(PlanfixChatId chat, Opening opening) {
    return switch (chat) {
      case PlanfixChatId.OfDialog(DialogId other) -> Optional.ofNullable(sameAs.get(other));
      case PlanfixChatId.OfPhone _ ->
          Optional.ofNullable(phoneChats.get(new PhoneChat(opening.providerId(), chat)));
    };
  }

  private void leads(PlanfixChatId chat, Opening opening) {
    switch (chat) {
      case PlanfixChatId.OfDialog(DialogId other) -> sameAs.put(other, opening.id());
      case PlanfixChatId.OfPhone _ ->
          phoneChats.put(new PhoneChat(opening.providerId(), chat), opening.id());
    }
  }

  @Override
  public synchronized boolean bindRefused(
      Opening opening, Optional<Instant> clientWrote, Instant now) {
    DialogItem known = dialogs.get(opening.id());
    Optional<Instant> wrote = Optional.ofNullable(known).flatMap(item -> item.dialog.clientWrote());
    if (!wrote.equals(clientWrote)) {
      return false;
    }
    dialogs.computeIfAbsent(opening.id(), _ -> new DialogItem(opening.dialog()));
    refused(opening.id(), true, Optional.empty());
    return true;
  }

  private void refused(DialogId id, boolean refused, Optional<String> phone) {
    DialogItem item = Optional.ofNullable(dialogs.get(id)).orElseThrow();
    Dialog before = item.dialog;
    item.dialog =
        changed(before, before.comments(), phone.or(before::phone), refused, before.privateReply());
  }

  @Override
  public synchronized void openDirect(Opening opening, Instant now) {
    dialogs.computeIfAbsent(opening.id(), _ -> new DialogItem(opening.dialog()));
  }

  @Override
  public synchronized boolean openDirect(Opening opening, PlanfixChatId alsoKnownAs, Instant now) {
    if (leadOf(alsoKnownAs, opening).filter(lead -> !lead.equals(opening.id())).isPresent()) {
      return false;
    }
    openDirect(opening, now);
    leads(alsoKnownAs, opening);
    return true;
  }

  @Override
  public synchronized List<DialogId> chatsOf(String cardPhone, Instant since) {
    return onCards.entrySet().stream()
        .filter(entry -> entry.getKey().digits().equals(cardPhone))
        .filter(entry -> entry.getValue().isAfter(since))
        .map(entry -> entry.getKey().chat())
        .toList();
  }

  @Override
  public synchronized boolean notePhone(
      DialogId chat, Optional<CardPhone> before, CardPhone phone) {
    if (!Optional.ofNullable(cardPhones.get(chat)).equals(before)) {
      return false;
    }
    cardPhones.put(chat, phone);
    before
        .flatMap(CardPhone::digits)
        .ifPresent(former -> onCards.put(new OnCard(former, chat), phone.at()));
    phone.digits().ifPresent(digits -> onCards.put(new OnCard(digits, chat), Instant.MAX));
    return true;
  }

  @Override
  public synchronized void noteCommentGone(DialogId dialog, MessageId comment) {
    DialogItem item = Optional.ofNullable(dialogs.get(dialog)).orElseThrow();
    Dialog before = item.dialog;
    item.dialog =
        changed(
            before,
            comments(before, Optional.empty(), Optional.of(comment)),
            before.phone(),
            before.refused(),
            before.privateReply());
  }

  private List<MessageId> comments(
      Dialog before, Optional<MessageId> added, Optional<MessageId> gone) {
    gone.ifPresent(goneComments::add);
    return Stream.concat(before.comments().stream(), added.stream())
        .filter(comment -> !goneComments.contains(comment))
        .toList();
  }

  @Override
  public synchronized boolean learnChat(ChatName name) {
    DialogItem item = dialogs.get(name.begun());
    if (item == null || (item.dialog.isNamed() && !item.dialog.chatId().equals(name.chatId()))) {
      return false;
    }
    item.dialog = item.dialog.named(name.chatId());
    if (!dialogs.containsKey(name.named())) {
      sameAs.put(name.named(), name.begun());
    }
    return true;
  }

  @Override
  public synchronized void noteTaskGone(long task) {
    goneTasks.add(task);
  }

  @Override
  public synchronized boolean isTaskGone(long task) {
    return goneTasks.contains(task);
  }

  @Override
  public synchronized Optional<Whole> whole(CommentId comment) {
    return Optional.ofNullable(comments.get(comment))
        .map(
            item ->
                new Whole(
                    item.comment,
                    deliveries(item.comment).parts(),
                    item.markOwner.map(_ -> item.markUntil)));
  }

  @Override
  public synchronized Deliveries deliveries(Outgoing comment) {
    Map<Integer, Delivery> deliveries = new LinkedHashMap<>();
    for (int number = 1; number <= comment.parts().size(); number++) {
      int place = number;
      comment
          .parts()
          .get(number - 1)
          .message()
          .map(NoticeKey::of)
          .map(notices::get)
          .ifPresent(
              item ->
                  item.status.ifPresent(
                      status -> deliveries.put(place, new Delivery(status, item.error))));
    }
    return new Deliveries(deliveries, breaker);
  }

  @Override
  public synchronized MarkAnswer takeMark(
      CommentId comment, String owner, Instant now, Instant until) {
    CommentItem item = comments.get(comment);
    if (item == null) {
      return new MarkAnswer.NoComment();
    }
    if (item.markOwner.isPresent() && item.markUntil.isAfter(now)) {
      return new MarkAnswer.Held();
    }
    boolean interrupted = item.markOwner.isPresent();
    item.markOwner = Optional.of(owner);
    item.markUntil = until;
    return new MarkAnswer.Taken(item.comment, item.markTries, interrupted);
  }

  @Override
  public synchronized void marked(
      CommentId comment, String owner, Mark mark, List<Decision> decisions) {
    CommentItem item = Optional.ofNullable(comments.get(comment)).orElseThrow();
    if (item.markOwner.equals(Optional.of(owner))) {
      item.comment = reported(item.comment, Optional.of(mark));
      item.decisions.addAll(decisions);
      item.markTries = MarkTries.NONE;
      item.markOwner = Optional.empty();
    }
  }

  @Override
  public synchronized void giveMarkBack(
      CommentId comment, String owner, Optional<Mark> shown, MarkTries tries) {
    CommentItem item = Optional.ofNullable(comments.get(comment)).orElseThrow();
    if (item.markOwner.equals(Optional.of(owner))) {
      item.comment = reported(item.comment, shown);
      item.markTries = tries;
      item.markOwner = Optional.empty();
    }
  }

  @Override
  public synchronized List<Decision> decisions(CommentId comment) {
    return Optional.ofNullable(comments.get(comment))
        .map(item -> List.copyOf(item.decisions))
        .orElse(List.of());
  }

  /** All comments that were ever on their way. */
  public synchronized List<Outgoing> comments() {
    return comments.values().stream().map(item -> item.comment).toList();
  }

  // The breaker

  @Override
  public synchronized BreakerState read() {
    return breaker;
  }

  @Override
  public synchronized BreakerState open(Instant now, String reason) {
    breaker = new BreakerState(true, breaker.version() + 1);
    return breaker;
  }

  @Override
  public synchronized boolean claimProbe(Instant now, Instant until) {
    if (probeUntil.isAfter(now)) {
      return false;
    }
    probeUntil = until;
    return true;
  }

  @Override
  public synchronized BreakerState close(long version) {
    if (breaker.open() && breaker.version() == version) {
      breaker = new BreakerState(false, version + 1);
      probeUntil = Instant.MIN;
    }
    return breaker;
  }
}
