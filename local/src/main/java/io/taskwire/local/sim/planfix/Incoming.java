package io.taskwire.local.sim.planfix;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A newMessage of the connector after its parameters were found good.
 *
 * @param channel null when the connector gave none
 * @param title null when the connector gave none
 * @param echo whether our side wrote it
 * @param userEmail of the employee who wrote it, null when nobody is named
 * @param taskFields the {@code data_<name>} fields by name
 */
record Incoming(
    PlanfixLine line,
    @Nullable String channel,
    String chatId,
    String text,
    @Nullable String title,
    Contact.Card contact,
    List<StoredFile> files,
    boolean echo,
    @Nullable String userEmail,
    Map<String, String> taskFields) {}
