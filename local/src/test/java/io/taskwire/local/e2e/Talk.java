package io.taskwire.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.local.sim.planfix.TaskView;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.ClientMessage;
import io.taskwire.local.sim.wazzup.EmployeeMessage;
import io.taskwire.local.sim.wazzup.InstagramPost;
import io.taskwire.local.sim.wazzup.Upload;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A client's chat with one of our channels, and the task that it leads to. */
record Talk(
    Stage stage,
    WazzupChannel channel,
    String chatType,
    String chatId,
    String name,
    Optional<InstagramPost> post) {

  /** His own chat, in no group. */
  Talk(
      Stage stage,
      WazzupChannel channel,
      String chatId,
      String name,
      Optional<InstagramPost> post) {
    this(stage, channel, oneToOne(channel), chatId, name, post);
  }

  private static String oneToOne(WazzupChannel channel) {
    return switch (channel.transport()) {
      case "wapi" -> "whatsapp";
      case "tgapi" -> "telegram";
      case "maxbot" -> "max";
      default -> channel.transport();
    };
  }

  // What people do

  ChatMessage writes(String text) {
    return writes(text, message -> message);
  }

  /** A member of the group writes. */
  ChatMessage writes(String member, String text) {
    return writes(text, message -> message.inGroup(chatType, member));
  }

  /** He writes something that is not only a text. */
  ChatMessage writes(String text, UnaryOperator<ClientMessage> more) {
    ClientMessage message = ClientMessage.text(channel.channelId(), chatId, name, text);
    return stage.wazzup().clientWrites(more.apply(post.map(message::under).orElse(message)));
  }

  ChatMessage sends(Upload file) {
    return writes("", message -> message.withFile(file));
  }

  /** Somebody of ours writes on the phone. */
  ChatMessage getsFromThePhone(String text) {
    return stage
        .wazzup()
        .employeeWrites(
            new EmployeeMessage(
                channel.channelId(), chatType, chatId, name, text, null, null, null, null, null));
  }

  /** The same chat after the channel was made anew, so that it has another address. */
  Talk at(WazzupChannel recreated) {
    return new Talk(stage, recreated, chatType, chatId, name, post);
  }

  /** What the client's phone shows that came from us, oldest first. */
  List<String> phone() {
    return received().stream().map(message -> String.valueOf(message.text())).toList();
  }

  /** What the client's phone shows that came from us, files too. */
  List<ChatMessage> received() {
    return stage.wazzup().chats().stream()
        .filter(chat -> chat.channelId().equals(channel.channelId()))
        .filter(chat -> chat.chatId().equals(chatId))
        .flatMap(chat -> chat.onPhone().stream())
        .filter(message -> message.from() != ChatMessage.From.CLIENT)
        .toList();
  }

  // What stands in Planfix

  /** The {@code chatId} by which Planfix knows this dialog. */
  String dialog() {
    return new DialogId(
            ChannelIdentity.listed(new Transport(channel.transport()), channel.plainId()),
            new Chat(new ChatType(chatType), chatId, post.map(InstagramPost::id)))
        .toString();
  }

  /** All tasks that this dialog ever had, oldest first. */
  List<TaskView> tasks() {
    return stage.planfix().tasks().stream()
        .filter(task -> dialog().equals(task.chatId()))
        .map(task -> stage.planfix().task(task.number()))
        .toList();
  }

  /** Its only task. */
  TaskSeen task() {
    return task(1);
  }

  /** Its newest task, when it has had so many. */
  TaskSeen task(int count) {
    return TaskSeen.newestOf(this, count);
  }

  // A webhook by hand

  /** The echo of a text that we sent, which the simulator kept to itself. */
  void echoes(ChatMessage sent) {
    ObjectNode echo = entry(String.valueOf(sent.text()));
    echo.put("messageId", sent.messageId()).put("isEcho", true).put("status", "sent");
    assertThat(stage.post(Webhooks.messages(echo))).isEqualTo(200);
  }

  /** An entry of {@code messages} as Wazzup writes it, for posting by hand. */
  ObjectNode entry(String text) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry
        .put("messageId", UUID.randomUUID().toString())
        .put("channelId", channel.channelId())
        .put("chatType", chatType)
        .put("chatId", chatId)
        .put("dateTime", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
        .put("type", "text")
        .put("isEcho", false)
        .put("text", text)
        .put("status", "inbound");
    entry.putObject("contact").put("name", name);
    return entry;
  }
}
