package io.taskwire.aws.function;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * Who a stage is: a key that nobody has had before, a certificate for this machine's own address,
 * and the authority that gave it, which signs with the same key. Whoever trusts that authority
 * checks the certificate as any other.
 *
 * <p>Java reads certificates, but no public type of its makes them. So they are put together here:
 * RFC 5280 says of what (its names stand beside), X.690 how that becomes bytes.
 *
 * @param key the private one of both certificates
 */
record StageIdentity(PrivateKey key, X509Certificate authority, X509Certificate certificate) {
  private static final X500Principal AUTHORITY = new X500Principal("CN=Taskwire rehearsal");
  private static final X500Principal HOST = new X500Principal("CN=localhost");

  /** Long enough for a rehearsal, also where two clocks disagree. */
  private static final Duration VALID = Duration.ofDays(1);

  /** UTCTime of X.690, as RFC 5280 wants it until the end of 2049. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTC_TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final int VERSION = 0xA0;
  private static final int EXTENSIONS = 0xA3;

  /** 1.2.840.10045.4.3.2, which has no parameters (RFC 5758). */
  private static final byte[] ECDSA_WITH_SHA256 = sequence(identifier("2a8648ce3d040302"));

  /** 2.5.29.19. */
  private static final byte[] BASIC_CONSTRAINTS = identifier("551d13");

  /** 2.5.29.17. */
  private static final byte[] SUBJECT_ALT_NAME = identifier("551d11");

  private static final byte[] TRUE = der(BOOLEAN, new byte[] {(byte) 0xFF});

  /** A new one that is valid at this time. */
  static StageIdentity made(Instant now) throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = keys.generateKeyPair();
    byte[] mayCertify = sequence(BASIC_CONSTRAINTS, TRUE, der(OCTET_STRING, sequence(TRUE)));
    byte[] localhost = der(DNS_NAME, ascii("localhost"));
    byte[] loopback = der(IP_ADDRESS, new byte[] {127, 0, 0, 1});
    byte[] names = sequence(SUBJECT_ALT_NAME, der(OCTET_STRING, sequence(localhost, loopback)));
    return new StageIdentity(
        pair.getPrivate(),
        certificate(AUTHORITY, pair, now, mayCertify),
        certificate(HOST, pair, now, names));
  }

  /** The authority's word that this key is the subject's. */
  private static X509Certificate certificate(
      X500Principal subject, KeyPair pair, Instant now, byte[] extension)
      throws GeneralSecurityException {
    byte[] tbsCertificate =
        sequence(
            der(VERSION, der(INTEGER, new byte[] {2})), // v3
            der(INTEGER, new BigInteger(64, new SecureRandom()).toByteArray()),
            ECDSA_WITH_SHA256,
            AUTHORITY.getEncoded(),
            sequence(time(now.minus(VALID)), time(now.plus(VALID))),
            subject.getEncoded(),
            pair.getPublic().getEncoded(), // is a SubjectPublicKeyInfo already
            der(EXTENSIONS, sequence(extension)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(tbsCertificate);
    byte[] certificate =
        // The bits of the signature are whole bytes: none of the last is unused.
        sequence(tbsCertificate, ECDSA_WITH_SHA256, der(BIT_STRING, new byte[1], signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] time(Instant time) {
    return der(UTC_TIME, ascii(TIME.format(time)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] identifier(String hex) {
    return der(OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
  }

  private static byte[] sequence(byte[]... parts) {
    return der(SEQUENCE, parts);
  }

  /**
   * A tag, the length of the contents, and these. A length from 128 on takes more bytes than one
   * and tells first how many (X.690, 8.1.3.5); ours take two at most.
   */
  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    int length = Arrays.stream(contents).mapToInt(part -> part.length).sum();
    if (length >= 0x100) {
      der.write(0x82);
      der.write(length >> 8);
    } else if (length >= 0x80) {
      der.write(0x81);
    }
    der.write(length); // its last byte
    for (byte[] part : contents) {
      der.writeBytes(part);
    }
    return der.toByteArray();
  }
}
