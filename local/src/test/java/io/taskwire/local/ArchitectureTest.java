package io.taskwire.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.taskwire.core.planfix.PlanfixChat;
import org.junit.jupiter.api.Test;

/** What may use what, as far as the modules' class paths don't say it already. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.taskwire");

  @Test
  void theDomainIsPureJava() {
    classes()
        .that()
        .resideInAPackage("io.taskwire.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.taskwire.core..",
            "com.google.i18n.phonenumbers..",
            "java.lang..",
            "java.math..",
            "java.net",
            "java.nio..",
            "java.security..",
            "java.text..",
            "java.time..",
            "java.util..",
            "org.jspecify.annotations..")
        .check(PRODUCT);
  }

  @Test
  void theDomainOpensNoConnections() {
    noClasses()
        .that()
        .resideInAPackage("io.taskwire.core..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(.*Socket.*|.*Connection|URL|InetAddress|http\\..*)")
        .check(PRODUCT);
  }

  @Test
  void theDomainTellsNoTimeOfItsOwn() {
    noClasses()
        .that()
        .resideInAPackage("io.taskwire.core..")
        .should()
        .callMethod("java.time.Instant", "now")
        .orShould()
        .callMethod("java.time.Clock", "systemUTC")
        .orShould()
        .callMethod("java.lang.System", "currentTimeMillis")
        .orShould()
        .callMethod("java.lang.System", "getenv")
        .check(PRODUCT);
  }

  @Test
  void onlyTheAwsModuleKnowsTheSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.taskwire.aws..", "io.taskwire.local..", "io.taskwire.cli.aws..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(PRODUCT);
  }

  @Test
  void theProvidersKnowNeitherEachOtherNorAws() {
    noClasses()
        .that()
        .resideInAPackage("io.taskwire.wazzup..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.taskwire.planfix..", "io.taskwire.aws..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("io.taskwire.planfix..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.taskwire.wazzup..", "io.taskwire.aws..")
        .check(PRODUCT);
  }

  @Test
  void theDoorForWazzupHasNoWayToPlanfixAndNoTable() {
    noClasses()
        .that()
        .resideInAPackage("io.taskwire.wazzupwebhook..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.taskwire.planfix..",
            "io.taskwire.aws.table..",
            "io.taskwire.taskworker..",
            "io.taskwire.planfixwebhook..")
        .check(PRODUCT);
  }

  @Test
  void theCaretakerHasNoWayToPlanfixAndNoQueue() {
    noClasses()
        .that()
        .resideInAPackage("io.taskwire.caretaker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.taskwire.planfix..",
            "io.taskwire.aws.queue..",
            "io.taskwire.taskworker..",
            "io.taskwire.messagesender..",
            "io.taskwire.wazzupwebhook..",
            "io.taskwire.planfixwebhook..")
        .check(PRODUCT);
  }

  @Test
  void theDoorForPlanfixHasNoWayToWazzupAndNoTableAndCallsNobody() {
    noClasses()
        .that()
        .resideInAPackage("io.taskwire.planfixwebhook..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.taskwire.wazzup..",
            "io.taskwire.aws.table..",
            "io.taskwire.taskworker..",
            "io.taskwire.wazzupwebhook..",
            "io.taskwire.http..",
            "java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(PlanfixChat.class)
        .check(PRODUCT);
  }

  @Test
  void thePackagesOfAModuleFormNoCycle() {
    slices()
        .matching("io.taskwire.(core).(*)..")
        .namingSlices("$1.$2")
        .should()
        .beFreeOfCycles()
        .check(PRODUCT);
    slices().matching("io.taskwire.aws.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }
}
