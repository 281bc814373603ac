package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelState;
import io.taskwire.core.settings.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Connects a channel: from now on its messages are bridged. */
@Command(
    name = "add",
    description = {
      "Connects a channel. It counts at once, without a deployment.",
      "A phone means WhatsApp, written in any way: \"+7 (999) 000-00-99\", 89990000099.",
      "Everything else is messenger:account, e.g. instagram:example.shop, telegram:79990000096."
    })
final class AddChannel extends Action {
  @Parameters(paramLabel = "CHANNEL", description = "A number or messenger:account.")
  String channel = "";

  AddChannel(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    List<Channel> known = installation.channels().all();
    ChannelIdentity identity = ChannelNames.meant(channel, known);
    boolean before = Channel.among(known, identity).filter(Channel::connected).isPresent();
    if (!before) {
      installation.channels().connect(identity, now());
    }
    List<String> notes = notes(installation.settings().read().workers(), identity);
    ObjectNode answer = object().put("channel", identity.toString()).put("connectedBefore", before);
    ArrayNode told = answer.putArray("notes");
    notes.forEach(told::add);
    String first = identity + (before ? " was connected already." : " is connected.");
    return answer(Exit.OK, answer, first + "\n" + String.join("\n", notes));
  }

  private static List<String> notes(Optional<WorkerSettings> settings, ChannelIdentity identity) {
    List<String> notes = new ArrayList<>();
    switch (Wazzup.channels(settings)) {
      case ChannelList.Answer.CouldNotAsk(String reason) ->
          notes.add("Whether Wazzup has it could not be asked: " + reason + ".");
      case ChannelList.Answer.Listed(var listed, _) ->
          listed.stream()
              .filter(one -> one.identity().equals(identity))
              .findFirst()
              .ifPresentOrElse(
                  one -> {
                    if (ChannelState.of(one.state()) != ChannelState.SENDS) {
                      notes.add("Its state at Wazzup is \"" + one.state() + "\": see to it there.");
                    }
                  },
                  () ->
                      notes.add(
                          "Wazzup has no such channel yet: add it there, or check the spelling."));
    }
    if (settings.isPresent() && settings.get().lineFor(identity).isEmpty()) {
      notes.add(
          "No line of Planfix serves it: add one without a channel, or one for it (taskwire"
              + " setup).");
    }
    return notes;
  }
}
