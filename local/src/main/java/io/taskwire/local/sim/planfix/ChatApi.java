package io.taskwire.local.sim.planfix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a connector to Planfix: checks the parameters, works on the account and makes the
 * documented answer. Source: Planfix chat API, commands from the other system to Planfix.
 */
final class ChatApi {

  private static final String TASK_FIELD = "data_";

  private final Account account;
  private final PlanfixKnobs knobs;
  private final FirstCalls firstCalls;
  private final FileStore files;
  private final AttachmentFetcher fetcher;
  private final Connector connector;
  private final CallWatcher watcher;

  private record Ids(String chatId, String contactId) {}

  private record NumberData(int number) {}

  private record TaskData(int number, boolean statusIsActive) {}

  /** Is told when a call begins to wait. */
  interface CallWatcher {
    void held(@Nullable String cmd, @Nullable String chatId);
  }

  ChatApi(
      Account account,
      PlanfixKnobs knobs,
      FileStore files,
      AttachmentFetcher fetcher,
      Connector connector,
      CallWatcher watcher) {
    this.account = account;
    this.knobs = knobs;
    this.firstCalls = new FirstCalls(knobs);
    this.files = files;
    this.fetcher = fetcher;
    this.connector = connector;
    this.watcher = watcher;
  }

  /**
   * Does what the connector asks for.
   *
   * @param afterwards gets what Planfix sends to the connector when that has its answer
   */
  Answer answer(FormFields form, List<Outgoing> afterwards) {
    String token = form.first("planfix_token");
    String providerId = form.first("providerId");
    if (account.lines().stream().noneMatch(line -> line.planfixToken().equals(token))) {
      return Answer.INVALID_TOKEN;
    }
    PlanfixLine line = account.line(providerId);
    if (line == null) {
      return Answer.INVALID_PARAMETERS;
    }
    if (!line.planfixToken().equals(token)) {
      return Answer.INVALID_TOKEN;
    }
    return switch (Objects.requireNonNullElse(form.first("cmd"), "")) {
      case "newMessage" -> newMessage(line, form, afterwards);
      case "getTask" -> getTask(line, form);
      case "getContact" -> getContact(line, form);
      case "updateContact" -> updateContact(line, form);
      case "messageStatus" -> messageStatus(line, form);
      default -> Answer.INVALID_PARAMETERS;
    };
  }

  private Answer newMessage(PlanfixLine line, FormFields form, List<Outgoing> afterwards) {
    String chatId = filled(form, "chatId");
    String text = form.first("message");
    Contact.Card contact = card(form);
    List<String> names = form.all("attachments[name]");
    List<String> urls = form.all("attachments[url]");
    if (chatId == null || text == null || contact == null || names.size() != urls.size()) {
      return Answer.INVALID_PARAMETERS;
    }
    boolean emptyIsFine = !urls.isEmpty() && knobs.emptyMessage == PlanfixKnobs.Verdict.ACCEPTED;
    if (text.isBlank() && !emptyIsFine) {
      return Answer.INVALID_PARAMETERS;
    }
    List<StoredFile> attached = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      attached.add(files.toBeFetched(names.get(i), urls.get(i)));
    }
    String echo = form.first("isEcho");
    Incoming message =
        new Incoming(
            line,
            filled(form, "channel"),
            chatId,
            text,
            filled(form, "title"),
            contact,
            attached,
            "true".equals(echo) || "1".equals(echo),
            filled(form, "userEmail"),
            taskFields(form));
    return take(message, afterwards);
  }

  private Answer take(Incoming message, List<Outgoing> afterwards) {
    Account.Put put = account.commentIfOpen(message);
    if (put == null) {
      if (message.echo() && knobs.newChatEcho != PlanfixKnobs.NewChatEcho.TASK_CREATED) {
        return knobs.newChatEcho == PlanfixKnobs.NewChatEcho.REFUSED
            ? Answer.INVALID_PARAMETERS
            : taken(message);
      }
      watcher.held("newMessage", message.chatId());
      firstCalls.hold(message.line().providerId(), message.chatId());
      put =
          account.openTask(
              message, knobs.parallelFirstCalls == PlanfixKnobs.ParallelFirstCalls.ONE_TASK);
    }
    message.files().forEach(fetcher::fetch);
    if (message.echo()) {
      switch (knobs.echoComesBack) {
        case NEVER -> {}
        case AFTER_THE_ANSWER -> afterwards.add(account.comesBack(put));
        case BEFORE_THE_ANSWER -> connector.send(account.comesBack(put)).join();
      }
    }
    return taken(message);
  }

  private Answer taken(Incoming message) {
    return switch (knobs.newMessageBody) {
      case EMPTY -> Answer.TAKEN;
      case JSON -> Answer.json(new Ids(message.chatId(), message.contact().contactId()));
    };
  }

  private Answer getTask(PlanfixLine line, FormFields form) {
    String chatId = filled(form, "chatId");
    if (chatId == null) {
      return Answer.INVALID_PARAMETERS;
    }
    Account.Found found = account.findTask(line, chatId);
    if (found == null) {
      return Answer.TASK_NOT_FOUND;
    }
    boolean active = found.status() == TaskStatus.ACTIVE;
    if (found.status() == TaskStatus.DELETED) {
      switch (knobs.deletedTask) {
        case NOT_FOUND -> {
          return Answer.TASK_NOT_FOUND;
        }
        case INACTIVE -> active = false;
        case ACTIVE -> active = true;
      }
    }
    return data(
        knobs.statusIsActive ? new TaskData(found.task(), active) : new NumberData(found.task()));
  }

  private Answer getContact(PlanfixLine line, FormFields form) {
    String contactId = filled(form, "contactId");
    if (contactId == null) {
      return Answer.INVALID_PARAMETERS;
    }
    Integer number = account.contactNumber(line, contactId);
    return number == null ? Answer.UNKNOWN_CONTACT : data(new NumberData(number));
  }

  private Answer updateContact(PlanfixLine line, FormFields form) {
    Contact.Card card = card(form);
    return card != null && account.updateContact(line, card)
        ? Answer.TAKEN
        : Answer.INVALID_PARAMETERS;
  }

  private Answer messageStatus(PlanfixLine line, FormFields form) {
    String messageId = filled(form, "messageId");
    String status = filled(form, "messageStatus");
    if (messageId == null || status == null) {
      return Answer.INVALID_PARAMETERS;
    }
    boolean known = account.mark(line, messageId, status, filled(form, "messageStatusText"));
    return known || knobs.unknownMessageId == PlanfixKnobs.Verdict.ACCEPTED
        ? Answer.TAKEN
        : Answer.INVALID_PARAMETERS;
  }

  private Answer data(Object data) {
    return Answer.json(
        Map.of(
            "data",
            switch (knobs.dataForm) {
              case STRING -> Json.text(data);
              case OBJECT -> data;
            }));
  }

  private static Contact.@Nullable Card card(FormFields form) {
    String contactId = filled(form, "contactId");
    String name = filled(form, "contactName");
    return contactId == null || name == null
        ? null
        : new Contact.Card(
            contactId,
            name,
            filled(form, "contactLastName"),
            filled(form, "contactPhone"),
            filled(form, "contactEmail"),
            filled(form, "contactIco"),
            filled(form, "contactData"));
  }

  private static Map<String, String> taskFields(FormFields form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (FormFields.Field field : form.fields()) {
      if (field.name().startsWith(TASK_FIELD)) {
        fields.put(field.name().substring(TASK_FIELD.length()), field.value());
      }
    }
    return fields;
  }

  private static @Nullable String filled(FormFields form, String name) {
    String value = form.first(name);
    return value == null || value.isBlank() ? null : value;
  }
}
