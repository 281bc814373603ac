package io.taskwire.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which links to files are followed.
 *
 * @param firstHosts hosts, in lower case, that a link may name; where they redirect to is theirs to
 *     choose
 * @param addresses those that may be connected to, whatever name led there
 * @param onlyHttps and only its usual port; otherwise http and other ports are followed as well
 */
public record FileRules(
    Predicate<String> firstHosts, Predicate<InetAddress> addresses, boolean onlyHttps) {
  private static final int HIGHEST_PORT = 65_535;

  /**
   * For files of a Planfix account on the internet: of its host, of hosts below it and beside it,
   * and of Planfix itself.
   *
   * @param accountHost e.g. {@code example.planfix.ru}
   */
  public static FileRules production(String accountHost) {
    return new FileRules(PlanfixHosts.of(accountHost), PublicAddress::test, true);
  }

  /** For a run on one machine: links of any host, and loopback too. */
  public static FileRules local() {
    return new FileRules(
        _ -> true, address -> address.isLoopbackAddress() || PublicAddress.test(address), false);
  }

  /** What is wrong with a link that somebody gives us, in words without the link. */
  Optional<String> objectionToFirst(URI link) {
    return objectionTo(link)
        .or(
            () ->
                firstHosts.test(link.getHost().toLowerCase(Locale.ROOT))
                    ? Optional.empty()
                    : Optional.of("the link is not of Planfix's host"));
  }

  /** What is wrong with any link. */
  Optional<String> objectionTo(URI link) {
    boolean https = "https".equalsIgnoreCase(link.getScheme());
    if (link.getHost() == null || !(https || "http".equalsIgnoreCase(link.getScheme()))) {
      return Optional.of("the link is none of the web");
    }
    if (link.getRawUserInfo() != null) {
      return Optional.of("the link holds a user name");
    }
    if (onlyHttps && !https) {
      return Optional.of("the link is not https");
    }
    int port = link.getPort();
    boolean usable = onlyHttps ? port == -1 || port == 443 : port != 0 && port <= HIGHEST_PORT;
    return usable ? Optional.empty() : Optional.of("the link names a port that is not allowed");
  }
}
