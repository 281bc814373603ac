package io.taskwire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileRulesTest {
  private static final FileRules RULES = FileRules.production("Example.planfix.ru");
  private static final String HOST = "the link is not of Planfix's host";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.planfix.ru/file/1",
        "HTTPS://EXAMPLE.PLANFIX.RU/file/1",
        "https://example.planfix.ru:443/file/1?a=b#c",
        "https://files.example.planfix.ru/1",
        "https://s3.planfix.ru/1",
        "https://a.b.planfix.com/1"
      })
  void aLinkMayNameTheAccountsHostOneBelowOrBesideItOrPlanfixs(String link) {
    assertThat(RULES.objectionToFirst(URI.create(link))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://planfix.ru/1",
        "https://planfix.com/1",
        "https://example.org/1",
        "https://notplanfix.ru/1",
        "https://example.planfix.ru.example.org/1",
        "https://example.planfix.ru./1",
        "https://127.0.0.1/1",
        "https://[::1]/1"
      })
  void aLinkMayNameNoOtherHost(String link) {
    assertThat(RULES.objectionToFirst(URI.create(link))).contains(HOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://example.org/1", "https://planfix.ru:443/1", "https://files.example.org"})
  void aRedirectMayLeadToAnyHost(String link) {
    assertThat(RULES.objectionTo(URI.create(link))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "crm.example.org, files.example.org, true",
    "crm.example.org, files.crm.example.org, true",
    "crm.example.org, a.planfix.com, true",
    "crm.example.org, example.org, false",
    "crm.example.co.uk, files.example.co.uk, true",
    "example.co.uk, files.example.co.uk, true",
    "example.co.uk, other.co.uk, false",
    "example.org, files.example.org, true",
    "example.org, other.org, false",
    "localhost, localhost, true",
    "localhost, other, false",
    "localhost, files.other, false",
    "93.184.216.34, 1.184.216.34, false",
    "93.184.216.34, 93.184.216.34, true"
  })
  void hostsBesideTheAccountsAreThoseOfTheSameOwner(String account, String host, boolean allowed) {
    Optional<String> objection =
        FileRules.production(account).objectionToFirst(URI.create("https://" + host + "/1"));
    assertThat(objection.isEmpty()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.planfix.ru/1, the link is not https",
    "ftp://example.planfix.ru/1, the link is none of the web",
    "file:///etc/passwd, the link is none of the web",
    "jar:https://example.planfix.ru/1!/a, the link is none of the web",
    "mailto:nora@example.org, the link is none of the web",
    "/file/1, the link is none of the web",
    "//example.planfix.ru/1, the link is none of the web",
    "https:/1, the link is none of the web",
    "https:///1, the link is none of the web",
    "https://2130706433.x_y/1, the link is none of the web",
    "https://127.1/1, the link is none of the web",
    "https://nora:secret@example.planfix.ru/1, the link holds a user name",
    "https://example.planfix.ru@example.org/1, the link holds a user name",
    "https://@example.planfix.ru/1, the link holds a user name",
    "https://example.planfix.ru:8443/1, the link names a port that is not allowed",
    "https://example.planfix.ru:80/1, the link names a port that is not allowed",
    "https://example.planfix.ru:0/1, the link names a port that is not allowed"
  })
  void everyOtherLinkIsRefusedInWordsWithoutIt(URI link, String objection) {
    assertThat(RULES.objectionToFirst(link)).contains(objection);
    assertThat(RULES.objectionTo(link)).contains(objection);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:8080/sim/planfix/file/1", "http://localhost/1", "https://a.b/1"})
  void aRunOnOneMachineTakesAnyLinkOfTheWeb(String link) {
    assertThat(FileRules.local().objectionToFirst(URI.create(link))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://a:b@127.0.0.1/1", "ftp://127.0.0.1/1", "http://127.0.0.1:99999/1"})
  void butNoLinkThatIsOfNoUseAnywhere(String link) {
    assertThat(FileRules.local().objectionToFirst(URI.create(link))).isPresent();
  }

  @Test
  void loopbackIsReachedOnlyOnOneMachineAndPrivateNetworksNowhere() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    InetAddress neighbour = InetAddress.ofLiteral("192.168.0.1");
    InetAddress internet = InetAddress.ofLiteral("8.8.8.8");
    assertThat(FileRules.local().addresses()).accepts(loopback, internet).rejects(neighbour);
    assertThat(RULES.addresses()).accepts(internet).rejects(loopback, neighbour);
  }
}
