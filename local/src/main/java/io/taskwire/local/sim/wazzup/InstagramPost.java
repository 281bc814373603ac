package io.taskwire.local.sim.wazzup;

import org.jspecify.annotations.Nullable;

/**
 * The post under which an Instagram comment stands (Wazzup API, Webhooks, {@code instPost}). What
 * is left out is filled with a demonstration post of the channel's own account.
 *
 * @param id {@code <media id>_<owner id>}
 * @param src link to the post
 * @param author account name of the post's owner
 * @param description the caption
 */
public record InstagramPost(
    @Nullable String id,
    @Nullable String src,
    @Nullable String author,
    @Nullable String description) {

  /** A post that is known by its link; everything else is the demonstration post's. */
  public static InstagramPost at(String id, String src) {
    return new InstagramPost(id, src, null, null);
  }
}
