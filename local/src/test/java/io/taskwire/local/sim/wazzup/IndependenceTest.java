package io.taskwire.local.sim.wazzup;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The simulator shares nothing with the code that is tried against it. */
class IndependenceTest {

  @Test
  void noOtherPackageOfTheProjectIsUsed() {
    JavaClasses simulator = new ClassFileImporter().importPackages(getClass().getPackageName());
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.taskwire..")
                .and(not(resideInAPackage(getClass().getPackageName()))))
        .check(simulator);
  }
}
