package io.taskwire.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the domain may know of the world. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.taskwire.core");

  @Test
  void theDomainKnowsOnlyJavaAndPhoneNumbers() {
    classes()
        .that(resideInAPackage("io.taskwire.core.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.taskwire.core..", "java..", "org.jspecify.annotations", "com.google.i18n.."))
        .check(CORE);
  }

  @Test
  void theDomainOpensNoSocketsAndReadsNoEnvironment() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.net.http..", "java.nio.file..", "java.sql.."))
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .check(CORE);
  }
}
