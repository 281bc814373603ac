package io.taskwire.core.fakes;

import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.Text;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Person;
import io.taskwire.core.notice.Post;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.notice.Status;
import java.time.Instant;
import java.util.Optional;

/** Somebody who writes to us, and to whom colleagues write on their phones. */
public final class Client {
  /** The post that comments are written under. */
  public static final Post POST =
      new Post(Optional.of("https://instagram.example/p/1"), Optional.of("Spring sale"));

  private final Scene scene;
  private final Place place;
  private final String name;
  private final String chatId;
  private final Optional<String> post;
  private final Optional<ChatType> group;
  private final Optional<String> phone;
  private final Optional<String> igsid;

  Client(Scene scene, Place place, String name, String chatId, Optional<String> post) {
    this(scene, place, name, chatId, post, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Client(
      Scene scene,
      Place place,
      String name,
      String chatId,
      Optional<String> post,
      Optional<ChatType> group,
      Optional<String> phone,
      Optional<String> igsid) {
    this.scene = scene;
    this.place = place;
    this.name = name;
    this.chatId = chatId;
    this.post = post;
    this.group = group;
    this.phone = phone;
    this.igsid = igsid;
  }

  /** The same person, whose phone Wazzup knows. */
  public Client withPhone(String digits) {
    return new Client(scene, place, name, chatId, post, group, Optional.of(digits), igsid);
  }

  /** The same person, whose id Instagram tells. */
  public Client withIgsid(String id) {
    return new Client(scene, place, name, chatId, post, group, phone, Optional.of(id));
  }

  /** The same person, whose id Instagram does not tell. */
  public Client withoutIgsid() {
    return new Client(scene, place, name, chatId, post, group, phone, Optional.empty());
  }

  /** The same person under another name in Instagram. */
  public Client renamed(String newName) {
    return new Client(scene, place, name, newName, post, group, phone, igsid);
  }

  /** The same person in a group, which has its own chat id. */
  public Client inGroup(String type, String groupId) {
    return new Client(
        scene, place, name, groupId, post, Optional.of(new ChatType(type)), phone, igsid);
  }

  /** The same person under a post. */
  public Client under(String postId) {
    return new Client(scene, place, name, chatId, Optional.of(postId), group, phone, igsid);
  }

  /** The same person, in no comment under a post. */
  public Client inDirect() {
    return new Client(scene, place, name, chatId, Optional.empty(), group, phone, igsid);
  }

  /** The same person, reached by another channel or another address of it. */
  public Client at(Place other) {
    return new Client(scene, other, name, chatId, post, group, phone, igsid);
  }

  public DialogId dialog() {
    return new DialogId(place.channel(), chat());
  }

  private Chat chat() {
    return new Chat(
        group.orElseGet(() -> ChatType.oneToOne(place.channel().messenger())), chatId, post);
  }

  /** Where a message of our side to this client was written. */
  Origin originOf(MessageId message, Instant at) {
    return new Origin(
        message,
        place.address(),
        chat(),
        chatId,
        at,
        true,
        new Person(Optional.of(name), phone, Optional.empty(), igsid),
        Optional.of("Admin"),
        post.map(_ -> POST));
  }

  // What is written

  public Said writes(String text) {
    return says(new Text(text));
  }

  public Said says(Content content) {
    return said(content, false, Optional.empty(), Optional.empty());
  }

  public Said quotes(Quote quote, String text) {
    return said(new Text(text), false, Optional.of(quote), Optional.empty());
  }

  /** A colleague of ours writes to this client, on the phone. */
  public Said colleagueWrites(String text) {
    return said(new Text(text), true, Optional.empty(), Optional.of("Olga Testova"));
  }

  /** A colleague of ours sends something from the phone. */
  public Said colleagueSends(Content content) {
    return said(content, true, Optional.empty(), Optional.of("Olga Testova"));
  }

  /** A colleague of ours writes, and Wazzup does not know who. */
  public Said somebodyOfUsWrites(String text) {
    return said(new Text(text), true, Optional.empty(), Optional.empty());
  }

  private Said said(
      Content content, boolean fromUs, Optional<Quote> quote, Optional<String> author) {
    Origin origin =
        new Origin(
            scene.nextMessage(),
            place.address(),
            chat(),
            chatId,
            scene.tick(),
            fromUs,
            new Person(Optional.of(name).filter(n -> !n.isEmpty()), phone, Optional.empty(), igsid),
            author,
            post.map(_ -> POST));
    Said said = new Said(new Notice.Message(origin, content, quote, Optional.empty()));
    scene.queue(said.notice());
    return said;
  }

  /** A message that was written, and what can become of it. */
  public final class Said {
    private final Notice.Message notice;

    Said(Notice.Message notice) {
      this.notice = notice;
    }

    public Notice.Message notice() {
      return notice;
    }

    public MessageId id() {
      return notice.origin().message();
    }

    public Notice.Edit edited(String newText) {
      return edited(Optional.empty(), newText);
    }

    /** Wazzup tells the former text too. */
    public Notice.Edit editedFrom(String oldText, String newText) {
      return edited(Optional.of(oldText), newText);
    }

    private Notice.Edit edited(Optional<String> oldText, String newText) {
      return queued(new Notice.Edit(originNow(), new Text(newText), oldText));
    }

    public Notice.Deletion deleted() {
      return queued(new Notice.Deletion(originNow(), Optional.empty()));
    }

    public Notice.Deletion deletedAs(String oldText) {
      return queued(new Notice.Deletion(originNow(), Optional.of(oldText)));
    }

    public Notice.StatusChange becomes(Status status) {
      return queued(new Notice.StatusChange(id(), status, scene.tick(), Optional.empty()));
    }

    public Notice.StatusChange fails(String code, String description) {
      return queued(
          new Notice.StatusChange(
              id(), Status.ERROR, scene.tick(), Optional.of(new DeliveryError(code, description))));
    }

    /** Wazzup repeats the entry with the failure in it. */
    public Notice.Message comesAgainAsFailed(String code, String description) {
      return queued(
          new Notice.Message(
              notice.origin(),
              notice.content(),
              notice.quote(),
              Optional.of(
                  new Notice.StatusChange(
                      id(),
                      Status.ERROR,
                      scene.tick(),
                      Optional.of(new DeliveryError(code, description))))));
    }

    /** Wazzup repeats the entry as it was. */
    public void comesAgain() {
      queued(notice);
    }

    private Origin originNow() {
      Origin first = notice.origin();
      return new Origin(
          first.message(),
          place.address(),
          first.chat(),
          first.chatId(),
          scene.tick(),
          first.fromUs(),
          first.client(),
          first.author(),
          first.post());
    }

    private <N extends Notice> N queued(N changed) {
      scene.queue(changed);
      return changed;
    }
  }
}
