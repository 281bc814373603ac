package io.taskwire.local.sim.planfix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** A misreading in the adapters must not be shared by what they are tried against. */
class StandsAloneTest {

  @Test
  void theSimulatorUsesNothingOfTheProduct() {
    noClasses()
        .that()
        .resideInAPackage("io.taskwire.local.sim.planfix..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.taskwire.core..",
            "io.taskwire.wazzup..",
            "io.taskwire.planfix..",
            "io.taskwire.aws..",
            "io.taskwire.wazzupwebhook..",
            "io.taskwire.taskworker..")
        .check(new ClassFileImporter().importPackagesOf(PlanfixSimulator.class));
  }
}
