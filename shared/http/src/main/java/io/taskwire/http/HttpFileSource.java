package io.taskwire.http;

import io.taskwire.core.content.FileSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Follows the redirects of a link to a file. Each server is asked the way Wazzup will ask, with a
 * GET and nothing to be known by, and hung up on before it sends the file: to HEAD, or to a part of
 * the file, some servers say something else.
 */
public final class HttpFileSource implements FileSource {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int MOST_REDIRECTS = 5;

  private final FileRules rules;
  private final CheckedLine line;
  private final Duration deadline;

  /** Opens nothing. */
  public HttpFileSource(FileRules rules) {
    this(
        rules,
        InetAddress::getAllByName,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        DEADLINE);
  }

  HttpFileSource(
      FileRules rules, CheckedLine.Names names, SSLSocketFactory tls, Duration deadline) {
    this.rules = rules;
    this.line = new CheckedLine(names, rules.addresses(), tls);
    this.deadline = deadline;
  }

  @Override
  public Answer resolve(URI link) {
    FutureTask<Answer> search = new FutureTask<>(() -> follow(link));
    // In a virtual thread an interrupt ends whatever its sockets wait for.
    Thread.ofVirtual().name("file-source").start(search);
    try {
      return search.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Answer.CouldNotAsk("no answer within " + deadline.toMillis() + " ms");
    } catch (ExecutionException e) {
      return trouble(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.CouldNotAsk("interrupted while waiting for the answer");
    } finally {
      search.cancel(true);
    }
  }

  private Answer follow(URI link) throws IOException {
    Optional<String> objection = rules.objectionToFirst(link);
    URI here = link;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      if (objection.isPresent()) {
        return new Answer.Unusable(objection.get());
      }
      AnswerHead head = line.ask(here);
      if (!head.isRedirect()) {
        return answer(here, head);
      }
      URI from = here;
      Optional<URI> next = head.field("location").flatMap(to -> Redirect.target(from, to));
      if (next.isEmpty()) {
        return new Answer.Unusable("a redirect that leads nowhere");
      }
      here = next.get();
      objection = rules.objectionTo(here).map("after a redirect "::concat);
    }
    return new Answer.Unusable("more than " + MOST_REDIRECTS + " redirects");
  }

  private static Answer answer(URI link, AnswerHead head) {
    int status = head.status();
    return switch (status) {
      case 200, 203 -> new Answer.Found(link, head.size(), head.mediaType());
      // Not ready, not in time, not so fast: another time it may be there.
      case 202, 408, 425, 429 -> new Answer.CouldNotAsk("HTTP " + status);
      default ->
          status >= 500
              ? new Answer.CouldNotAsk("HTTP " + status)
              : new Answer.Unusable("HTTP " + status);
    };
  }

  private static Answer trouble(Throwable cause) {
    return switch (cause) {
      case CheckedLine.Forbidden _ ->
          new Answer.Unusable("the link leads to no address on the internet");
      case AnswerHead.Endless _ -> new Answer.Unusable("an answer that never comes to the file");
      case AnswerHead.NotHttp _ -> new Answer.CouldNotAsk("an answer that is not HTTP");
      default ->
          new Answer.CouldNotAsk("the connection failed: " + cause.getClass().getSimpleName());
    };
  }
}
