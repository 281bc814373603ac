package io.taskwire.core.channel;

import java.util.regex.Pattern;

/** Wazzup's {@code channelId}: the present address of a channel, not its identity. */
public record ChannelId(String value) {
  private static final Pattern FORM = Pattern.compile("[\\p{Graph}]{1,64}");

  public ChannelId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("channelId must be 1 to 64 visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
