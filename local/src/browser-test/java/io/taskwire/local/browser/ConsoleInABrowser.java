package io.taskwire.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.taskwire.local.LocalOptions;
import io.taskwire.local.LocalRun;
import io.taskwire.local.sim.planfix.ConnectorCall;
import io.taskwire.local.sim.wazzup.ClientMessage;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Not named as a test, so that only its profile runs it, whatever lies compiled from before. */
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleInABrowser {
  private static final double PATIENCE = Duration.ofSeconds(20).toMillis();

  private LocalRun run;
  private Playwright playwright;
  private Browser browser;
  private Visitor visitor;

  @BeforeAll
  void start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    run =
        LocalRun.start(
            new LocalOptions(
                0, Optional.empty(), Duration.ofSeconds(1), Duration.ofMinutes(3), 10));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("chromium")))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @BeforeEach
  void visit() {
    visitor =
        new Visitor(
            browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900)),
            run.origin());
  }

  @AfterEach
  void leave() {
    List<String> errors = visitor.errors();
    visitor.close();
    assertThat(errors).as("errors of the page's scripts").isEmpty();
  }

  @AfterAll
  void stop() {
    playwright.close();
    run.close();
  }

  @Test
  void aClientsMessageIsAnsweredInTheTaskAndTheAnswerIsRead() {
    visitor.becomesClient("Ivan Fictional", "+7 999 000-01-01");
    visitor.writesOnThePhone("When will my order be ready?");
    assertThat(visitor.inTheTask("When will my order be ready?")).isVisible();

    assertThat(visitor.notifyBox()).isChecked();
    visitor.comments("Tomorrow at noon");

    assertThat(visitor.onThePhone("Tomorrow at noon")).isVisible();
    assertThat(visitor.markAt("Tomorrow at noon")).hasAttribute("data-shown", "READ");
    assertThat(visitor.way("Tomorrow at noon")).hasCount(1);
    assertThat(visitor.way("Tomorrow at noon")).containsText("read");
    assertThat(stationsPassed("Tomorrow at noon")).hasCount(6);
  }

  @Test
  void aCommentGoesOutWithItsQuoteAndItsPicture() {
    visitor.becomesClient("Anna Fictional", "+7 999 000-01-02");
    visitor.writesOnThePhone("What do the new mugs look like?");
    visitor.inTheTask("What do the new mugs look like?").hover();
    visitor.button("Quote: Anna Fictional").click();
    visitor.button("Attach: Photo").click();
    assertThat(visitor.page.locator("#commenting .file")).containsText("photo.png");

    visitor.comments("Like this one");

    assertThat(visitor.inTheTask("Like this one").locator("img")).isVisible();
    assertThat(visitor.page.locator("#commenting .file")).hasCount(0);
    assertThat(visitor.onThePhone("Like this one").locator(".quoted"))
        .containsText("What do the new mugs look like?");
    assertThat(visitor.page.locator("#chat .theirs img")).isVisible();
  }

  @Test
  void anEmployeeWritesFirst() {
    visitor.button("Write to a client").click();
    Locator window = visitor.window("Write to a client");
    window.getByLabel("Phone").fill("+7 999 000-01-03");
    visitor.button("Make the task and send").click();
    assertThat(window).containsText("Phone, name and description are needed");
    assertThat(window.getByLabel("Name of the task")).isFocused();

    window.getByLabel("Channel").selectOption(lineOfWhatsApp(window));
    window.getByLabel("Name of the task").fill("Order 117");
    window.getByLabel("Description").fill("Good day! Your order is ready.");
    visitor.button("Make the task and send").click();

    assertThat(window).isHidden();
    assertThat(visitor.page.locator("#task h3")).hasText("Order 117");
    assertThat(visitor.inTheTask("Your order is ready")).isVisible();
    assertThat(visitor.onThePhone("Your order is ready")).isVisible();
    assertThat(visitor.markAt("Your order is ready")).hasAttribute("data-shown", "READ");
  }

  @Test
  void whereNobodyIsNotifiedTheWindowAsksAndTheCommentStaysInside() {
    visitor.becomesClient("Petr Fictional", "+7 999 000-01-04");
    visitor.writesOnThePhone("Can I have a discount?");
    assertThat(visitor.inTheTask("Can I have a discount?")).isVisible();
    Locator window = visitor.window("Choose whom to notify");

    visitor.notifyBox().uncheck();
    visitor.comments("Do we give discounts?");
    assertThat(window).isVisible();
    visitor.button("Go back").click();
    assertThat(window).isHidden();
    assertThat(visitor.comment()).hasValue("Do we give discounts?");
    assertThat(visitor.inTheTask("Do we give discounts?")).hasCount(0);

    visitor.comment().press("Enter");
    visitor.button("Send without notifying").click();
    assertThat(visitor.inTheTask("Do we give discounts?")).containsText("internal");
    assertThat(visitor.markAt("Do we give discounts?")).hasCount(0);
    assertThat(visitor.way("Do we give discounts?")).hasCount(0);
    assertThat(run.planfix().connectorCalls())
        .extracting(ConnectorCall::fields)
        .noneSatisfy(fields -> assertThat(fields.toString()).contains("discounts?"));
  }

  @Test
  void whatComesAfterAnInternalCommentReachesThePhoneWithoutIt() {
    visitor.becomesClient("Olga Fictional", "+7 999 000-01-05");
    visitor.writesOnThePhone("Is it still there?");
    assertThat(visitor.inTheTask("Is it still there?")).isVisible();
    visitor.notifyBox().uncheck();
    visitor.comments("Who has it?");
    visitor.button("Send without notifying").click();
    assertThat(visitor.inTheTask("Who has it?")).isVisible();

    assertThat(visitor.notifyBox()).isChecked();
    visitor.comments("Yes, it is");

    assertThat(visitor.onThePhone("Yes, it is")).isVisible();
    assertThat(visitor.onThePhone("Who has it?")).hasCount(0);
  }

  @Test
  void theClientIsNotProposedToAColleagueWhoEntersTheTalk() {
    visitor.becomesClient("Maria Fictional", "+7 999 000-01-06");
    visitor.writesOnThePhone("Hello");
    assertThat(visitor.inTheTask("Hello")).isVisible();
    visitor.comments("Good day");
    assertThat(visitor.inTheTask("Good day")).isVisible();

    visitor.page.locator("#comment-employee").selectOption("petr.supervisor@example.org");
    assertThat(visitor.notifyBox()).not().isChecked();
    assertThat(visitor.page.locator("#commenting")).containsText("A colleague is talking");

    visitor.page.locator("#comment-employee").selectOption("olga.manager@example.org");
    assertThat(visitor.notifyBox()).isChecked();
  }

  @Test
  void whatIsBeingTypedSurvivesWhatHappensInTheTaskMeanwhile() {
    visitor.becomesClient("Boris Fictional", "+7 999 000-01-07");
    visitor.writesOnThePhone("Hello");
    assertThat(visitor.inTheTask("Hello")).isVisible();
    visitor.comment().fill("Half a sente");

    run.wazzup()
        .clientWrites(
            ClientMessage.text(
                WazzupSimulator.WHATSAPP, "79990000107", "Boris Fictional", "Are you there?"));

    assertThat(visitor.inTheTask("Are you there?")).isVisible();
    assertThat(visitor.comment()).isFocused();
    assertThat(visitor.comment()).hasValue("Half a sente");
  }

  @Test
  void aChannelThatDoesNotSendSaysWhy() {
    WazzupChannel second = run.wazzup().addChannel("whatsapp", "79990000095", "qridle", null);
    Locator channel = visitor.channel("000-00-95");
    assertThat(channel).containsText("not connected");
    assertThat(channel).containsText("scan the QR code");

    channel.getByText("Connect", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(channel).not().containsText("not connected");
    run.wazzup().changeState(second.channelId(), "notEnoughMoney", null);
    assertThat(channel).containsText("not paid for");
    run.wazzup().changeState(second.channelId(), "active", null);
    assertThat(channel).not().containsText("not paid for");

    run.wazzup().removeChannel(second.channelId());
    assertThat(channel).containsText("not in Wazzup");
    List<String> questions = new ArrayList<>();
    visitor.page.onceDialog(
        dialog -> {
          questions.add(dialog.message());
          dialog.accept();
        });
    channel.getByRole(AriaRole.BUTTON).click();
    assertThat(channel).hasCount(0);
    assertThat(questions)
        .singleElement()
        .asString()
        .contains("(open: 0)", "no answer leaves from them", "counted and not passed to Planfix");
  }

  @Test
  void messagesOfAChannelThatIsNotConnectedAreTold() {
    WazzupChannel stray = run.wazzup().addChannel("viber", "79990000092", null, null);
    run.wazzup()
        .clientWrites(
            ClientMessage.text(stray.channelId(), "79990000108", "Ivan Fictional", "Hello?"));
    Locator told = visitor.page.locator("#unconnected");
    assertThat(told).containsText("1 message counted, no tasks");

    visitor.page.reload();
    assertThat(told).containsText("1 message counted, no tasks");
    run.wazzup().removeChannel(stray.channelId());
  }

  @ParameterizedTest
  @CsvSource({"1280, ru", "1280, en", "1920, ru", "1920, en"})
  void nothingOfThePageIsCutOffAtItsSides(int width, String language) {
    visitor.page.setViewportSize(width, 900);
    visitor.page.navigate(run.origin().resolve("/?lang=" + language).toString());
    visitor.page.locator("#phones .phone").waitFor();
    visitor.page.locator("#write").click();
    visitor.page.locator("#write-first").waitFor();

    Object wide =
        visitor.page.evaluate(
            """
            () => [...document.querySelectorAll('body, main, .column, .window, .composer, .track')]
              .filter(place => place.scrollWidth > place.clientWidth + 1)
              .map(place => place.className || place.tagName)
            """);
    assertThat(wide).isEqualTo(List.of());
  }

  private Locator stationsPassed(String text) {
    return visitor.way(text).locator(".station[data-light=PASSED]");
  }

  /** A line that leads to WhatsApp where there is one for each channel; else the only one. */
  private static String lineOfWhatsApp(Locator window) {
    Locator lines = window.getByLabel("Channel").getByRole(AriaRole.OPTION);
    List<String> names = lines.allTextContents();
    String name =
        names.stream()
            .filter(text -> text.contains("WhatsApp"))
            .findFirst()
            .orElse(names.getFirst());
    return lines.filter(new Locator.FilterOptions().setHasText(name)).first().getAttribute("value");
  }
}
