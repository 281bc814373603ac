package io.taskwire.bench.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost}, and Java's own list of trusted ones with it added: what is
 * trusted is as long as it is in Lambda.
 *
 * @param identity the key store with the key
 * @param trusted the key store with the list
 */
public record Certificate(Path identity, Path trusted) {
  static final String PASSWORD = "changeit";
  private static final String ALIAS = "localhost";

  /** Makes both in a folder. */
  public static Certificate in(Path folder) {
    try {
      Path identity = folder.resolve("identity.p12");
      Path trusted = folder.resolve("trusted.p12");
      Files.createDirectories(folder);
      Files.deleteIfExists(identity);
      makeKey(identity);
      KeyStore list =
          opened(Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"));
      list.setCertificateEntry(ALIAS, opened(identity).getCertificate(ALIAS));
      try (OutputStream out = Files.newOutputStream(trusted)) {
        list.store(out, PASSWORD.toCharArray());
      }
      return new Certificate(identity, trusted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a JVM that trusts the list of this key store. */
  public static List<String> trusting(Path trusted) {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** For a server that has the key of this key store. */
  static SSLContext ofServer(Path identity) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(opened(identity), PASSWORD.toCharArray());
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(keys.getKeyManagers(), null, null);
      return tls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore opened(Path file) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  /** Only this Java's tool makes certificates, none of its public types. */
  private static void makeKey(Path identity) throws IOException {
    String arguments =
        "-genkeypair -alias localhost -keyalg RSA -keysize 2048 -dname CN=localhost"
            + " -validity 3650 -storetype PKCS12 -ext SAN=dns:localhost,ip:127.0.0.1";
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments.split(" ", -1)));
    command.addAll(List.of("-keystore", identity.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool said: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
