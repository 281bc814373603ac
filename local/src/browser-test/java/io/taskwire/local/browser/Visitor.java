package io.taskwire.local.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody in front of the English page, and what he sees and does there. */
final class Visitor implements AutoCloseable {
  private final BrowserContext context;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  final Page page;

  Visitor(BrowserContext context, URI origin) {
    this.context = context;
    this.page = context.newPage();
    page.onPageError(errors::add);
    page.navigate(origin.resolve("/?lang=en").toString());
  }

  /** What the page's scripts failed at. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Takes the phone of a new client on the channel that is chosen, WhatsApp at first. */
  void becomesClient(String name, String phone) {
    button("New client").click();
    page.locator("#new-name").fill(name);
    page.locator("#new-address").fill(phone);
    button("Add").click();
  }

  /** One of the company's, by its number as the page writes it. */
  Locator channel(String number) {
    return page.locator(".chip").filter(new Locator.FilterOptions().setHasText(number));
  }

  void writesOnThePhone(String text) {
    page.locator("#message").fill(text);
    page.locator("#message").press("Enter");
  }

  /** Types into the opened task and presses Enter. */
  void comments(String text) {
    comment().fill(text);
    comment().press("Enter");
  }

  Locator comment() {
    return page.locator("#comment");
  }

  Locator notifyBox() {
    return page.locator("#notify");
  }

  /** A bubble on the phone. */
  Locator onThePhone(String text) {
    return page.locator("#chat .bubble").filter(new Locator.FilterOptions().setHasText(text));
  }

  /** The description or a comment of the opened task. */
  Locator inTheTask(String text) {
    return page.locator("#task .entry").filter(new Locator.FilterOptions().setHasText(text));
  }

  /** The sign at what went to the client. */
  Locator markAt(String text) {
    return inTheTask(text).locator(".mark");
  }

  /** The card of a message in the middle of the page. */
  Locator way(String text) {
    return page.locator("#ways .card").filter(new Locator.FilterOptions().setHasText(text));
  }

  Locator window(String name) {
    return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Override
  public void close() {
    context.close();
  }
}
