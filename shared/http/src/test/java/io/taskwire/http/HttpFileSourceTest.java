package io.taskwire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.FileSource.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpFileSourceTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /** Of the internet, but for the scheme and the port: so that a test's server could be reached. */
  private static final FileRules INTERNET =
      new FileRules(_ -> true, FileRules.production("localhost").addresses(), false);

  private static final Answer.Unusable NO_ADDRESS =
      new Answer.Unusable("the link leads to no address on the internet");

  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(new ServerSocket(0, 50, LOOPBACK));
    server.says(
        "/file", "HTTP/1.1 200 OK", "Content-Type: Image/PNG; name=\"a\"", "Content-Length: 2417");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aLinkThatRedirectsNowhereIsTheAnswer() {
    assertThat(resolve("/file")).isEqualTo(found("/file", 2417, "image/png"));
    assertThat(server.requests())
        .containsExactly(
            String.join(
                "\r\n",
                "GET /file HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                "User-Agent: Taskwire",
                "Accept: */*",
                "Accept-Encoding: identity",
                "Connection: close",
                "",
                ""));
  }

  @Test
  void theQueryIsAskedForAndTheFragmentIsNot() {
    server.says("/?a=%D0%91&b=/", "HTTP/1.1 200 OK");
    URI link = URI.create(server.address() + "?a=%D0%91&b=/#top");
    URI cyrillic = URI.create(server.address() + "/?a=Б&b=/");

    assertThat(source().resolve(link))
        .isEqualTo(new Answer.Found(link, OptionalLong.empty(), Optional.empty()));
    assertThat(source().resolve(cyrillic))
        .isEqualTo(new Answer.Found(cyrillic, OptionalLong.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsFollowedToTheFile(int status) {
    server.says("/a/begin", "HTTP/1.1 " + status, "location:  ../file");
    assertThat(resolve("/a/begin")).isEqualTo(found("/file", 2417, "image/png"));
  }

  @Test
  void theSameLocationTwiceIsOneAndTwoAreNone() {
    server.says("/same", "HTTP/1.1 302", "Location: /file", "Location: /file");
    server.says("/two", "HTTP/1.1 302", "Location: /file", "Location: /other");
    assertThat(resolve("/same")).isEqualTo(found("/file", 2417, "image/png"));
    assertThat(resolve("/two")).isEqualTo(new Answer.Unusable("a redirect that leads nowhere"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: y", "Location:", "Location: #top", "Location: https://"})
  void aRedirectThatLeadsNowhereMakesTheLinkUnusable(String line) {
    server.says("/begin", "HTTP/1.1 302 Found", line);
    assertThat(resolve("/begin")).isEqualTo(new Answer.Unusable("a redirect that leads nowhere"));
  }

  @Test
  void fiveRedirectsAreFollowedAndSixAreNot() {
    for (int i = 6; i > 1; i--) {
      server.redirects("/" + i, "/" + (i - 1));
    }
    server.redirects("/1", "/file");

    assertThat(resolve("/5")).isEqualTo(found("/file", 2417, "image/png"));
    assertThat(resolve("/6")).isEqualTo(new Answer.Unusable("more than 5 redirects"));
  }

  @Test
  void aLoopEndsToo() {
    server.redirects("/loop", "/loop");
    assertThat(resolve("/loop")).isEqualTo(new Answer.Unusable("more than 5 redirects"));
    assertThat(server.requests()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd, after a redirect the link is none of the web",
    "ftp://example.org/1, after a redirect the link is none of the web",
    "gopher:1, after a redirect the link is none of the web",
    "http://nora:secret@127.0.0.1/1, after a redirect the link holds a user name",
    "http://127.0.0.1:99999/1, after a redirect the link names a port that is not allowed"
  })
  void aRedirectIsJudgedLikeALink(String location, String reason) {
    server.redirects("/begin", location);
    assertThat(resolve("/begin")).isEqualTo(new Answer.Unusable(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "204, false",
    "206, false",
    "300, false",
    "304, false",
    "400, false",
    "401, false",
    "403, false",
    "404, false",
    "410, false",
    "202, true",
    "408, true",
    "425, true",
    "429, true",
    "500, true",
    "502, true",
    "503, true",
    "599, true"
  })
  void anotherStatusIsNoFileOrNoAnswer(int status, boolean another) {
    server.says("/begin", "HTTP/1.1 " + status + " Secret reason", "Location: /file");
    String reason = "HTTP " + status;
    assertThat(resolve("/begin"))
        .isEqualTo(another ? new Answer.CouldNotAsk(reason) : new Answer.Unusable(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "Content-Length: 0                                  | 0",
        "content-length:12                                  | 12",
        "Content-Length: 12/Content-Length: 12              | 12",
        "Content-Length: 12/Content-Encoding: identity      | 12",
        "Content-Length: 12/Content-Length: 13              | none",
        "Content-Length: -1                                 | none",
        "Content-Length: +1                                 | none",
        "Content-Length: 1, 1                               | none",
        "Content-Length: 0x10                               | none",
        "Content-Length: 99999999999999999999               | none",
        "Content-Length:                                    | none",
        "Content-Length : 12                                | none",
        "Content-Length: 12/Transfer-Encoding: chunked      | none",
        "Content-Length: 12/Content-Encoding: gzip          | none",
        "Content-Length: 12/Content-Encoding: gzip/Content-Encoding: br | none",
        "X: y                                               | none"
      })
  void theSizeIsToldOnlyWhereItIsSure(String fields, Long size) {
    server.says("/sized", "HTTP/1.1 200 OK", fields.replace("/", "\r\n"));
    assertThat(resolve("/sized"))
        .isEqualTo(
            new Answer.Found(
                URI.create(server.address() + "/sized"),
                size == null ? OptionalLong.empty() : OptionalLong.of(size),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "application/pdf                 | application/pdf",
        "TEXT/HTML ; charset=UTF-8       | text/html",
        "image/svg+xml;a=b;c=d           | image/svg+xml",
        "application/vnd.ms-excel        | application/vnd.ms-excel",
        "pdf                             | none",
        "a/b c                           | none",
        "<script>/x                      | none",
        "'image/png, text/html'          | none"
      })
  void theMediaTypeIsPlain(String field, String type) {
    server.says("/typed", "HTTP/1.1 200 OK", "Content-Type: " + field);
    assertThat(resolve("/typed"))
        .isEqualTo(
            new Answer.Found(
                URI.create(server.address() + "/typed"),
                OptionalLong.empty(),
                Optional.ofNullable(type)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200 OK\nContent-Length: 5\n\nfile!",
        "HTTP/1.1 200 \r\nno field\r\n: none\r\n folded\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
      })
  void anOddHeadIsReadAllTheSame(String answer) {
    server.saysExactly("/odd", answer);
    assertThat(resolve("/odd"))
        .isEqualTo(
            new Answer.Found(
                URI.create(server.address() + "/odd"), OptionalLong.of(5), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "ICY 200 OK\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 600 OK\r\n\r\n",
        "SSH-2.0-server\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n"
      })
  void whatIsNotHttpIsNoAnswer(String answer) {
    server.saysExactly("/odd", answer);
    assertThat(resolve("/odd")).isEqualTo(new Answer.CouldNotAsk("an answer that is not HTTP"));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK\\r\\n, X: y\\r\\n",
    "HTTP/1.1 200 OK\\r\\nX: , yyyyyyyyyyyy",
    "HTTP/1.1 100 Continue\\r\\n\\r\\n, HTTP/1.1 100 Continue\\r\\n\\r\\n"
  })
  void aHeadWithoutEndIsHungUpOn(String begin, String piece) throws InterruptedException {
    server.repeats("/bomb", begin.translateEscapes(), piece.translateEscapes().repeat(1000), 0);
    assertThat(resolve("/bomb"))
        .isEqualTo(new Answer.Unusable("an answer that never comes to the file"));
    assertThat(server.wasHungUpOn()).isTrue();
  }

  @Test
  void theFileItselfIsHungUpOn() throws InterruptedException {
    server.repeats("/big", "HTTP/1.1 200 OK\r\n\r\n", "x".repeat(64 * 1024), 0);
    assertThat(resolve("/big")).isInstanceOf(Answer.Found.class);
    assertThat(server.wasHungUpOn()).isTrue();
  }

  @Test
  void aServerThatNeverAnswersIsLeftAtTheDeadline() {
    server.stopsAfter("/silent", "");
    assertThat(source(SHORT).resolve(URI.create(server.address() + "/silent")))
        .isEqualTo(new Answer.CouldNotAsk("no answer within 500 ms"));
  }

  @Test
  void aHeadThatComesByteByByteIsLeftAtTheDeadlineAndHungUpOn() throws InterruptedException {
    server.repeats("/slow", "HTTP/1.1 200 OK\r\nX: ", "y", 10);
    assertThat(source(SHORT).resolve(URI.create(server.address() + "/slow")))
        .isEqualTo(new Answer.CouldNotAsk("no answer within 500 ms"));
    assertThat(server.wasHungUpOn()).isTrue();
  }

  @Test
  void allRedirectsTogetherHaveOneDeadline() {
    server.redirects("/1", "/2");
    server.redirects("/2", "/silent");
    server.stopsAfter("/silent", "HTTP/1.1 302 Found\r\nLocation: /file\r\n");
    assertThat(source(SHORT).resolve(URI.create(server.address() + "/1")))
        .isEqualTo(new Answer.CouldNotAsk("no answer within 500 ms"));
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aNameThatIsNeverResolvedIsLeftAtTheDeadline() {
    CountDownLatch never = new CountDownLatch(1);
    CheckedLine.Names names =
        _ -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException();
        };
    assertThat(source(FileRules.local(), names, SHORT).resolve(URI.create("http://a.example/1")))
        .isEqualTo(new Answer.CouldNotAsk("no answer within 500 ms"));
  }

  @Test
  void whoeverIsInterruptedStaysSo() {
    server.stopsAfter("/silent", "");
    Thread.currentThread().interrupt();

    Answer answer = resolve("/silent");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer)
        .isEqualTo(new Answer.CouldNotAsk("interrupted while waiting for the answer"));
  }

  @Test
  void aServerThatIsNotThereTellsOnlyTheKindOfFailure() throws IOException {
    String nobody;
    try (ServerSocket gone = new ServerSocket(0, 50, LOOPBACK)) {
      nobody = "http://127.0.0.1:" + gone.getLocalPort();
    }
    assertThat(source().resolve(URI.create(nobody + "/secret")))
        .isEqualTo(new Answer.CouldNotAsk("the connection failed: ConnectException"));
  }

  @Test
  void aNameThatNobodyHasTellsOnlyTheKindOfFailure() {
    CheckedLine.Names names =
        host -> {
          throw new UnknownHostException(host);
        };
    assertThat(
            source(FileRules.local(), names, Duration.ofSeconds(10))
                .resolve(URI.create("http://secret.example/1")))
        .isEqualTo(new Answer.CouldNotAsk("the connection failed: UnknownHostException"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]"})
  void onTheInternetNobodyIsConnectedToWhoIsNotOnIt(String host) {
    HttpFileSource source = new HttpFileSource(INTERNET);
    assertThat(source.resolve(URI.create("http://" + host + ":" + server.port() + "/file")))
        .isEqualTo(NO_ADDRESS);
    assertThat(server.connections()).isZero();
  }

  @Test
  void aNameIsAllowedButTheLoopbackItLeadsToIsNot() {
    HttpFileSource source = new HttpFileSource(FileRules.production("localhost"));
    assertThat(source.resolve(URI.create("https://localhost/file"))).isEqualTo(NO_ADDRESS);
  }

  @Test
  void aRedirectIntoAPrivateNetworkIsNotFollowed() throws IOException {
    try (ScriptedServer inside =
        new ScriptedServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.2")))) {
      server.redirects("/begin", "http://127.0.0.2:" + inside.port() + "/file");
      FileRules rules = new FileRules(_ -> true, LOOPBACK::equals, false);

      assertThat(
              source(rules, InetAddress::getAllByName, Duration.ofSeconds(10))
                  .resolve(URI.create(server.address() + "/begin")))
          .isEqualTo(NO_ADDRESS);
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void aNameIsAskedForOnceSoThatItCannotLeadElsewhereAfterItWasChecked() {
    CheckedLine.Names once =
        new CheckedLine.Names() {
          private boolean asked;

          @Override
          public InetAddress[] of(String host) {
            InetAddress address = asked ? InetAddress.ofLiteral("127.0.0.2") : LOOPBACK;
            asked = true;
            return new InetAddress[] {address};
          }
        };
    FileRules rules = new FileRules(_ -> true, LOOPBACK::equals, false);
    URI link = URI.create("http://files.example:" + server.port() + "/file");

    assertThat(source(rules, once, Duration.ofSeconds(10)).resolve(link))
        .isInstanceOf(Answer.Found.class);
    assertThat(source(rules, once, Duration.ofSeconds(10)).resolve(link)).isEqualTo(NO_ADDRESS);
  }

  @Test
  void ofSeveralAddressesTheAllowedOnesAreTriedInTurn() {
    CheckedLine.Names names =
        _ ->
            new InetAddress[] {
              InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("127.0.0.3"), LOOPBACK
            };
    URI link = URI.create("http://files.example:" + server.port() + "/file");

    // Nobody listens at 127.0.0.3.
    assertThat(source(FileRules.local(), names, Duration.ofSeconds(10)).resolve(link))
        .isInstanceOf(Answer.Found.class);
    assertThat(server.requests().getFirst()).contains("\r\nHost: files.example:" + server.port());
  }

  private Answer resolve(String path) {
    return source().resolve(URI.create(server.address() + path));
  }

  private Answer found(String path, long size, String mediaType) {
    return new Answer.Found(
        URI.create(server.address() + path), OptionalLong.of(size), Optional.of(mediaType));
  }

  private static HttpFileSource source() {
    return new HttpFileSource(FileRules.local());
  }

  private static HttpFileSource source(Duration deadline) {
    return source(FileRules.local(), InetAddress::getAllByName, deadline);
  }

  private static HttpFileSource source(
      FileRules rules, CheckedLine.Names names, Duration deadline) {
    return new HttpFileSource(
        rules, names, (SSLSocketFactory) SSLSocketFactory.getDefault(), deadline);
  }
}
