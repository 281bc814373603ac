package io.taskwire.core.outbound;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Status;
import io.taskwire.core.wazzup.CrmMessageId;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a bystander saw of a storm, who knows nothing of the table: what employees wrote, what was
 * answered and written down, and what Wazzup told afterwards.
 */
final class OutboundFacts {
  /**
   * A comment of an employee.
   *
   * @param client whom it is for, and where
   * @param words its text, each of them unlike any other in the storm
   * @param command whether it begins with the command that takes it from under a post into Direct
   */
  record Written(
      Comment comment, Client client, List<String> words, List<URI> files, boolean command) {
    /** With which its words and files begin. */
    String name() {
      String first = words.isEmpty() ? files.getFirst().getPath().substring(1) : words.getFirst();
      return first.split("[wf]", 2)[0];
    }

    boolean isPublic() {
      return client.dialog().chat().post().isPresent() && !command;
    }

    /** Whether nothing but the phone on the client's card leads to him. */
    boolean isByCard() {
      return comment.chat() instanceof PlanfixChatId.OfDialog(DialogId dialog)
          && dialog.chat().isOfPhone()
          && dialog.channel().messenger().equals(Messenger.INSTAGRAM);
    }

    /** Where the client reads it. */
    Client reader() {
      return command ? client.inDirect() : client;
    }
  }

  /**
   * A message in Direct that was sent, or may have been, to somebody who never writes there.
   *
   * @param begun when its sender began, as the storm counts its steps
   * @param sent when it was sent
   */
  record InDirect(CrmMessageId part, int begun, int sent) {}

  final List<Written> written = new ArrayList<>();

  /** Comments of which a colleague wrote the same text on his phone. */
  final Set<Comment> twins = new HashSet<>();

  /** Comments that were delivered a second time beside their queue, so perhaps too early. */
  final Set<Comment> beside = new HashSet<>();

  /** Channels that were not connected all the time: of what comes by them nothing is taken in. */
  final Set<ChannelIdentity> unsteady = new HashSet<>();

  /** What colleagues wrote on their phones, each word unlike any other. */
  final List<String> typed = new ArrayList<>();

  /** Comments whose sender died or was left without an answer. */
  final Set<CommentId> doubted = new HashSet<>();

  /** Parts of which Wazzup once gave no answer. */
  final Set<CrmMessageId> lost = new HashSet<>();

  /** Parts that Wazzup refused at the first call. */
  final Set<CrmMessageId> refused = new HashSet<>();

  /** Parts whose sender heard that Wazzup has them, and wrote that down; with the id it heard. */
  final Map<CrmMessageId, Optional<MessageId>> recorded = new HashMap<>();

  /** In the order in which they were sent. */
  final List<InDirect> inDirect = new ArrayList<>();

  /** When a later word of the one who never writes in Direct was noted. */
  final List<Integer> heard = new ArrayList<>();

  /** Messages of which Wazzup told that they failed, whatever it told besides. */
  final Set<MessageId> failed = new HashSet<>();

  final Set<MessageId> echoed = new HashSet<>();

  /** Messages that got to the client only after their sender had given up. */
  final Set<MessageId> late = new HashSet<>();

  /** The furthest status that Wazzup told of a message. */
  final Map<MessageId, Status> statuses = new HashMap<>();

  void told(MessageId message, Status status) {
    if (status == Status.ERROR) {
      failed.add(message);
    }
    statuses.merge(message, status, (one, other) -> one.rank() >= other.rank() ? one : other);
  }

  /** Whether Wazzup's id of a message can be known: by the answer, or by the echo. */
  boolean isNamed(CrmMessageId part, MessageId message) {
    return echoed.contains(message)
        || recorded.getOrDefault(part, Optional.empty()).equals(Optional.of(message));
  }

  boolean isKnownToBeSent(CrmMessageId part, MessageId message) {
    return recorded.containsKey(part) || echoed.contains(message);
  }
}
