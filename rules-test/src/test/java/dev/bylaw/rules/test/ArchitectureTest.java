package dev.bylaw.rules.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.bylaw.rules.test");

    /** A rule author picks the test framework; and what the engine does not export is none of the kit's business. */
    @Test
    void needsTheApiOfTheEngineAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.bylaw",
                        "dev.bylaw.report",
                        "dev.bylaw.rule",
                        "dev.bylaw.workspace",
                        "dev.bylaw.rego",
                        "dev.bylaw.rego.internal.text",
                        "dev.bylaw.rules.test")
                .check(CLASSES);
    }
}
