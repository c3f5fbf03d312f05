package dev.bylaw.rules.test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> BUILT_ON_JQWIK =
            belongToAnyOf(RuleLaws.class, DataProducts.class).as("built on jqwik");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.bylaw.rules.test");

    /** A rule author picks the test framework; and what the engine does not export is none of the kit's business. */
    @Test
    void needsTheApiOfTheEngineAndNothingElse() {
        classes()
                .that(are(not(BUILT_ON_JQWIK)))
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

    /** Whoever writes no laws needs no jqwik. */
    @Test
    void needsJqwikForLawsOnly() {
        noClasses()
                .that(are(not(BUILT_ON_JQWIK)))
                .should()
                .dependOnClassesThat(are(BUILT_ON_JQWIK).and(not(belongToAnyOf(RuleLaws.class))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("net.jqwik..")
                .check(CLASSES);
    }
}
