package io.taskwire.local.sim.planfix;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One task whole.
 *
 * @param fields String fields filled when the task was made
 * @param formerTask the task in which the chat went on before, null for a first one
 */
public record TaskView(
    TaskSummary task,
    EntryView description,
    List<EntryView> comments,
    Map<String, String> fields,
    @Nullable Integer formerTask) {}
