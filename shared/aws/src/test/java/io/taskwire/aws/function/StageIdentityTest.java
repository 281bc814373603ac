package io.taskwire.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageIdentityTest {
  /** As kinds of names are numbered in GeneralName of RFC 5280. */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;
  private static final Instant NOW = Instant.parse("2026-01-15T09:30:00Z");

  private final StageIdentity identity;

  StageIdentityTest() throws GeneralSecurityException {
    identity = StageIdentity.made(NOW);
  }

  private static X509Certificate readBack(X509Certificate certificate)
      throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }

  private static Date at(Instant time) {
    return Date.from(time);
  }

  @Test
  void theCertificateIsReadBackWithItsNames() throws GeneralSecurityException {
    X509Certificate certificate = readBack(identity.certificate());
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(certificate.getSerialNumber()).isPositive();
    assertThat(certificate.getSubjectX500Principal()).hasToString("CN=localhost");
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(readBack(identity.authority()).getSubjectX500Principal());
    assertThat(List.copyOf(certificate.getSubjectAlternativeNames()))
        .isEqualTo(List.of(List.of(DNS_NAME, "localhost"), List.of(IP_ADDRESS, "127.0.0.1")));
    assertThat(certificate.getBasicConstraints()).as("may certify others").isNegative();
    assertThat(readBack(identity.authority()).getBasicConstraints()).isNotNegative();
  }

  @Test
  void itIsValidForADayBeforeAndAfter() throws GeneralSecurityException {
    X509Certificate certificate = readBack(identity.certificate());
    Duration nearlyADay = Duration.ofHours(23);
    certificate.checkValidity(at(NOW.minus(nearlyADay)));
    certificate.checkValidity(at(NOW.plus(nearlyADay)));
    assertThatThrownBy(() -> certificate.checkValidity(at(NOW.minus(Duration.ofHours(25)))))
        .isInstanceOf(CertificateNotYetValidException.class);
    assertThatThrownBy(() -> certificate.checkValidity(at(NOW.plus(Duration.ofHours(25)))))
        .isInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void whoeverTrustsTheAuthorityFindsItsSignatureGood() throws GeneralSecurityException {
    PKIXParameters trusting =
        new PKIXParameters(Set.of(new TrustAnchor(readBack(identity.authority()), null)));
    trusting.setRevocationEnabled(false);
    trusting.setDate(at(NOW));
    X509Certificate certificate = readBack(identity.certificate());
    var result =
        CertPathValidator.getInstance("PKIX")
            .validate(
                CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
                trusting);
    assertThat(result).isNotNull();
    identity.authority().verify(identity.authority().getPublicKey());
  }

  @Test
  void twoOfThemHaveNothingInCommon() throws GeneralSecurityException {
    StageIdentity other = StageIdentity.made(NOW);
    assertThat(other.key()).isNotEqualTo(identity.key());
    assertThat(
            List.of(
                identity.certificate().getSerialNumber(),
                identity.authority().getSerialNumber(),
                other.certificate().getSerialNumber(),
                other.authority().getSerialNumber()))
        .doesNotHaveDuplicates();
    assertThatThrownBy(() -> other.certificate().verify(identity.authority().getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }
}
