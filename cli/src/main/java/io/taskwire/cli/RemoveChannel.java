package io.taskwire.cli;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelIdentity;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Disconnects a channel; its dialogs stay. */
@Command(
    name = "remove",
    description = "Disconnects a channel. Its tasks stay; see what it says before it does so.")
final class RemoveChannel extends Action {
  @Parameters(paramLabel = "CHANNEL", description = "A number or messenger:account.")
  String channel = "";

  @Option(names = "--yes", description = "Don't ask.")
  boolean yes;

  RemoveChannel(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    List<Channel> known = installation.channels().all();
    ChannelIdentity identity = ChannelNames.meant(channel, known);
    boolean connected = Channel.among(known, identity).filter(Channel::connected).isPresent();
    var answer = object().put("channel", identity.toString()).put("connectedBefore", connected);
    if (!connected) {
      return answer(Exit.FOUND, answer.put("removed", false), identity + " is not connected.");
    }
    session.progress(
        identity
            + " will be disconnected:\n"
            + "- what clients write there is counted, and no longer shown in Planfix;\n"
            + "- what employees write in its tasks is refused, and they are told why;\n"
            + "- its tasks stay, and go on when it is connected again:"
            + " taskwire channels add "
            + identity);
    if (!confirmed(yes, "Disconnect it?")) {
      return answer(Exit.FOUND, answer.put("removed", false), "Nothing was changed.");
    }
    installation.channels().disconnect(identity, now());
    return answer(Exit.OK, answer.put("removed", true), identity + " is disconnected.");
  }
}
