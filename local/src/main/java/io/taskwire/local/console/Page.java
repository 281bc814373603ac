package io.taskwire.local.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The console's page and its resources, out of the class path. */
final class Page {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ogg", "audio/ogg",
          "pdf", "application/pdf");

  /** Texts of strangers are shown here: nothing may run but the console's own modules. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  void install(RoutesConfig routes) {
    routes.get("/", context -> answer(context, "index.html"));
    routes.get("/console/{file}", context -> answer(context, context.pathParam("file")));
  }

  private static void answer(Context context, String file) throws IOException {
    String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    try (InputStream resource =
        type == null || file.contains("/") ? null : Page.class.getResourceAsStream(file)) {
      if (resource == null) {
        context.status(404).result("Not Found");
        return;
      }
      context
          .header("Content-Security-Policy", POLICY)
          .header("X-Content-Type-Options", "nosniff")
          .header("Referrer-Policy", "no-referrer")
          .header("Cache-Control", "no-cache")
          .contentType(String.valueOf(type))
          .result(resource.readAllBytes());
    }
  }
}
