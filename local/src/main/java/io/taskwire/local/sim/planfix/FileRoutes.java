package io.taskwire.local.sim.planfix;

import io.javalin.http.Context;
import io.taskwire.local.sim.planfix.StoredFile.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;

/** Serves the files: to connectors as the knob says, to people always. */
final class FileRoutes {

  private final FileStore files;
  private final PlanfixKnobs knobs;

  FileRoutes(FileStore files, PlanfixKnobs knobs) {
    this.files = files;
    this.knobs = knobs;
  }

  /** {@code /file/<hash>}, the link that stands in a call to the connector. */
  void forConnectors(Context context) {
    switch (knobs.fileServing) {
      case SERVED -> content(context);
      case REDIRECT ->
          context.status(302).header("Location", files.publicLink(file(context)) + "/content");
      case EXPIRED -> context.status(404).result("This link has expired");
      case FORBIDDEN -> context.status(403).result("Forbidden");
    }
  }

  /** Shown in a browser: a file of a stranger must not run there as a page of this server. */
  void forPeople(Context context) {
    context.header("Content-Security-Policy", "sandbox");
    content(context);
  }

  /** The target of the redirect. */
  void content(Context context) {
    StoredFile file = file(context);
    if (!(file.content instanceof Content.Ready ready)) {
      throw new NoSuchElementException("the file is not there");
    }
    String encodings = context.header("Accept-Encoding");
    if (encodings == null || encodings.equals("identity")) {
      // Uncompressed, so that its length is known beforehand, as of a file server.
      context.header("Content-Length", String.valueOf(ready.bytes.length));
    }
    String name = URLEncoder.encode(file.name, StandardCharsets.UTF_8).replace("+", "%20");
    context
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Disposition", "inline; filename*=UTF-8''" + name)
        .contentType(ready.contentType)
        .result(ready.bytes);
  }

  private StoredFile file(Context context) {
    return files.get(context.pathParam("hash"));
  }
}
