package io.taskwire.core.settings;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.wording.Wording;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the workers need: with which keys to call whom, and how to speak.
 *
 * @param commentReply whether answers appear under posts: that Wazzup publishes what quotes a
 *     comment is not documented, so who does not want to rely on it switches it off
 * @param writeByPhone whether an employee may write first in Instagram to whoever has the phone on
 *     his card: where two cards share one, that may be the other
 * @param echoesComeBack whether Planfix may send us what we posted as our side's: that is not
 *     documented, so what looks like it is not sent; who has seen that it does not switches that
 *     off
 */
public record WorkerSettings(
    Wording wording,
    URI wazzupApi,
    String wazzupApiKey,
    URI planfixChatApi,
    List<Line> lines,
    List<ChannelIdentity> channels,
    boolean commentReply,
    boolean writeByPhone,
    boolean echoesComeBack) {
  public WorkerSettings {
    lines = List.copyOf(lines);
    channels = List.copyOf(channels);
  }

  /** The line that a new dialog on this channel is opened with. */
  public Optional<Line> lineFor(ChannelIdentity channel) {
    return lines.stream()
        .filter(line -> line.channel().equals(Optional.of(channel)))
        .findFirst()
        .or(() -> lines.stream().filter(line -> line.channel().isEmpty()).findFirst());
  }

  /** The line of a dialog that was opened before. */
  public Optional<Line> line(String providerId) {
    return lines.stream().filter(line -> line.providerId().equals(providerId)).findFirst();
  }

  /** Without keys. */
  @Override
  public String toString() {
    return "WorkerSettings[lines=" + lines + ", channels=" + channels.size() + "]";
  }
}
