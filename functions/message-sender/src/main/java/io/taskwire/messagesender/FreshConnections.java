package io.taskwire.messagesender;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A client for each invocation. Lambda has one at a time: when one begins, the client of the one
 * before ends, and with it its threads and connections. Left to the garbage collector they would
 * pile up.
 */
final class FreshConnections {
  private final Supplier<HttpClient> clients;
  private Optional<HttpClient> last = Optional.empty();

  FreshConnections(Supplier<HttpClient> clients) {
    this.clients = clients;
  }

  /** A client that has no connection yet. */
  synchronized HttpClient next() {
    last.ifPresent(HttpClient::shutdownNow);
    HttpClient next = clients.get();
    last = Optional.of(next);
    return next;
  }
}
