package io.taskwire.core.outbound;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.FileSource;
import io.taskwire.core.messenger.Contract;
import io.taskwire.core.messenger.FileVerdict;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.wazzup.Payload;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a comment leaves as: its text, split where the messenger takes no longer one, then each
 * file. Where the messenger surely refuses one of them, nothing is sent: half a message is worse
 * than none.
 */
record PartList(Contract contract, FileSource files) {
  /** A client gets no more messages for one comment, and the table could not keep them. */
  private static final int MOST_PARTS = 50;

  private static final int LONGEST = 100_000;

  sealed interface Answer {
    /**
     * The parts in their order.
     *
     * @param links where the files of parts really lie, by the part's number
     */
    record Parts(List<Part> parts, Map<Integer, URI> links) implements Answer {}

    record Refused(Refusal refusal) implements Answer {}

    record CouldNotAsk(String reason) implements Answer {}
  }

  private record Attached(FileLink file, URI direct) {}

  Answer of(Quoting.Quoted quoted, List<FileLink> attachments) {
    if (quoted.publicly() && quoted.message().isEmpty()) {
      // Without a reference it would leave as a message in Direct.
      return new Answer.Refused(Refusal.of(Refusal.NO_COMMENT));
    }
    if (quoted.text().length() > LONGEST || attachments.size() > MOST_PARTS) {
      return tooLong();
    }
    StringBuilder text = new StringBuilder(quoted.text().strip());
    List<Attached> sent = new ArrayList<>();
    List<FileSource.Answer> answers = resolved(attachments);
    for (int i = 0; i < attachments.size(); i++) {
      FileLink file = attachments.get(i);
      switch (answers.get(i)) {
        case FileSource.Answer.CouldNotAsk(String reason) -> {
          return new Answer.CouldNotAsk(reason);
        }
        case FileSource.Answer.Unusable(String reason) -> {
          return new Answer.Refused(new Refusal(Refusal.FILE_UNREACHABLE, reason));
        }
        case FileSource.Answer.Found(URI direct, var size, var mediaType) -> {
          switch (contract.file(file.name(), mediaType, size)) {
            case FileVerdict.AsFile _ -> sent.add(new Attached(file, direct));
            case FileVerdict.AsLink _ -> {
              String before = text.isEmpty() ? "" : "\n";
              text.append(before).append(file.name()).append(": ").append(file.url());
            }
            case FileVerdict.Refused(Refusal refusal) -> {
              return new Answer.Refused(refusal);
            }
          }
        }
      }
    }
    return parts(text.toString(), quoted.message(), quoted.publicly(), sent);
  }

  private Answer parts(
      String text, Optional<MessageId> quoted, boolean publicly, List<Attached> sent) {
    List<Part> parts = new ArrayList<>();
    for (String piece : TextSplitter.split(text, contract.longestText())) {
      // Each part under a post needs its comment; a quote is shown once.
      boolean refers = publicly || parts.isEmpty();
      parts.add(Part.waiting(new Payload.Text(piece), refers ? quoted : Optional.empty()));
    }
    Map<Integer, URI> links = new HashMap<>();
    for (Attached attached : sent) {
      boolean refers = parts.isEmpty();
      parts.add(
          Part.waiting(
              new Payload.File(attached.file().url()), refers ? quoted : Optional.empty()));
      links.put(parts.size(), attached.direct());
    }
    if (parts.size() > MOST_PARTS) {
      return tooLong();
    }
    return parts.isEmpty()
        ? new Answer.Refused(Refusal.of(Refusal.EMPTY))
        : new Answer.Parts(parts, links);
  }

  /** All at once: each may take its time. */
  private List<FileSource.Answer> resolved(List<FileLink> attachments) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<FileSource.Answer>> asked =
          attachments.stream()
              .map(file -> threads.submit(() -> files.resolve(file.url())))
              .toList();
      List<FileSource.Answer> answers = new ArrayList<>();
      for (Future<FileSource.Answer> one : asked) {
        answers.add(one.get());
      }
      return answers;
    } catch (InterruptedException given) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the invocation was given up", given);
    } catch (ExecutionException crash) {
      switch (crash.getCause()) {
        case RuntimeException known -> throw known;
        case Error error -> throw error;
        case null, default ->
            throw new IllegalStateException("a file could not be looked at", crash);
      }
    }
  }

  private static Answer tooLong() {
    return new Answer.Refused(Refusal.of(Refusal.TOO_LONG));
  }
}
