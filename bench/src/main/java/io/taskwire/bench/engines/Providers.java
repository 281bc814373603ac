package io.taskwire.bench.engines;

import io.javalin.Javalin;
import io.taskwire.local.sim.planfix.PlanfixLine;
import io.taskwire.local.sim.planfix.PlanfixSimulator;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Wazzup and Planfix behind TLS, since the functions talk to nothing else. They take their time.
 */
final class Providers {
  private final ServerConnector connector;
  private volatile long latencyMillis;

  /**
   * Starts both.
   *
   * @param identity the key store with the key of {@code localhost}
   */
  static Providers start(Path identity) {
    return new Providers(identity);
  }

  private Providers(Path identity) {
    Clock clock = Clock.systemUTC();
    // Nobody is told where webhooks go: what is sent here is not echoed.
    WazzupSimulator wazzup =
        new WazzupSimulator(clock, new Random(1), () -> origin().resolve("/sim/wazzup"));
    wazzup.turnKnobs(knobs -> knobs.rateLimit = Integer.MAX_VALUE);
    PlanfixSimulator planfix =
        new PlanfixSimulator(
            clock,
            () -> origin().resolve("/sim/planfix"),
            List.of(
                PlanfixLine.of(
                    "whatsapp-99",
                    "local-token-to-planfix",
                    "local-token-from-planfix",
                    URI.create("http://localhost/none"),
                    Optional.of("+79990000099"))));
    planfix.knobs().firstCallMillis = 0;
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(identity.toString());
    tls.setKeyStorePassword(Certificate.PASSWORD);
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(/* sniHostCheck= */ false));
    ServerConnector[] opened = new ServerConnector[1];
    var _ =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.addConnector(
                      (server, _) -> {
                        ServerConnector secure =
                            new ServerConnector(
                                server,
                                new SslConnectionFactory(tls, "http/1.1"),
                                new HttpConnectionFactory(http));
                        secure.setHost("127.0.0.1");
                        opened[0] = secure;
                        return secure;
                      });
                  config.routes.before("/sim/*", _ -> Thread.sleep(latencyMillis));
                  wazzup.install(config, "/sim/wazzup");
                  planfix.install(config, "/sim/planfix");
                })
            .start();
    this.connector = opened[0];
  }

  URI origin() {
    return URI.create("https://localhost:" + connector.getLocalPort());
  }

  /** How long every answer of a provider takes from now on. */
  void answerAfter(long millis) {
    latencyMillis = millis;
  }

  /** Closes every connection, as somebody does whom nobody has asked anything for long. */
  void hangUp() {
    connector.getConnectedEndPoints().forEach(EndPoint::close);
  }
}
