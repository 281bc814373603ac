package io.taskwire.aws.function;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS between a stage and those who rehearse on it. Nobody else trusts the stage. */
final class StageTls {
  private static final char[] NO_PASSWORD = {};

  private final KeyManager[] keys;
  private final TrustManager[] trust;

  private StageTls(KeyManager[] keys, TrustManager[] trust) {
    this.keys = keys;
    this.trust = trust;
  }

  static StageTls made(Instant now) throws GeneralSecurityException, IOException {
    StageIdentity identity = StageIdentity.made(now);
    KeyStore own = empty();
    Certificate[] chain = {identity.certificate()};
    own.setKeyEntry("stage", identity.key(), NO_PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    KeyStore trusted = empty();
    trusted.setCertificateEntry("authority", identity.authority());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return new StageTls(keys.getKeyManagers(), trust.getTrustManagers());
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore empty = KeyStore.getInstance(KeyStore.getDefaultType());
    empty.load(null, NO_PASSWORD);
    return empty;
  }

  /**
   * The stage's end of a connection. It remembers none before, so that each begins from nothing.
   */
  Socket over(Socket accepted) throws IOException {
    return context(keys, new TrustManager[0])
        .getSocketFactory()
        .createSocket(accepted, /* consumed= */ null, /* autoClose= */ true);
  }

  /** What those who rehearse trust. */
  TrustManager[] trust() {
    return trust.clone();
  }

  /** For somebody who rehearses. */
  SSLContext ofGuest() {
    return context(new KeyManager[0], trust);
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, /* random= */ null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }
}
