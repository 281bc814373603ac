package io.taskwire.http;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The hosts that serve the files of a Planfix account: its own, those below it and beside it, and
 * Planfix's.
 *
 * @param parent the domain that the account's host lies in; empty where that is nobody's
 */
record PlanfixHosts(String account, String parent) implements Predicate<String> {
  private static final List<String> OWN = List.of("planfix.ru", "planfix.com");

  // In co.uk or com.ru anybody can have a host, in planfix.ru only Planfix.
  private static final Pattern SOMEBODYS = Pattern.compile("(?:.+\\..+|[^.]{4,})\\.[a-z][^.]*");

  static PlanfixHosts of(String accountHost) {
    String account = accountHost.toLowerCase(Locale.ROOT);
    String parent = account.substring(account.indexOf('.') + 1);
    return new PlanfixHosts(account, SOMEBODYS.matcher(parent).matches() ? parent : "");
  }

  @Override
  public boolean test(String host) {
    return host.equals(account)
        || isBelow(account, host)
        || isBelow(parent, host)
        || OWN.stream().anyMatch(domain -> isBelow(domain, host));
  }

  private static boolean isBelow(String domain, String host) {
    return !domain.isEmpty() && host.endsWith("." + domain);
  }
}
