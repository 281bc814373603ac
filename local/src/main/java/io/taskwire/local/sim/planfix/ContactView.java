package io.taskwire.local.sim.planfix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact's card.
 *
 * @param externalIds {@code providerId~contactId} of every id by which connectors know the contact
 * @param tasks the numbers of the tasks on the card
 */
public record ContactView(
    int number,
    String name,
    @Nullable String lastName,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String icon,
    @Nullable String data,
    List<String> externalIds,
    List<Integer> tasks) {}
