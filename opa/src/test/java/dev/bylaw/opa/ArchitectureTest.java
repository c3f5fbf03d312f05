package dev.bylaw.opa;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** What the module knows, and what it shows. */
class ArchitectureTest {
    private static final String OWN = "dev.bylaw.opa..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bylaw");

    @Test
    void knowsTheApiOfTheModulesBelowAndTheSdk() {
        classes()
                .that()
                .resideInAPackage(OWN)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        OWN,
                        "dev.bylaw.rego",
                        "dev.bylaw.rule",
                        "com.styra.opa.wasm",
                        "com.dylibso.chicory..",
                        "com.fasterxml.jackson.databind",
                        ""))
                .check(CLASSES);
    }

    @Test
    void isKnownByNoOtherModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage(OWN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OWN, "com.styra..", "com.dylibso..")
                .check(CLASSES);
    }

    @Test
    void showsNothingOfTheSdk() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.bylaw.opa")
                .should(new ArchCondition<>("show only types of Bylaw and the JDK") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (!method.getModifiers().contains(JavaModifier.PUBLIC)) {
                            return;
                        }
                        for (JavaClass type : method.getAllInvolvedRawTypes()) {
                            String name = type.getBaseComponentType().getName();
                            if (!name.startsWith("dev.bylaw.") && !name.startsWith("java.")
                                    || name.contains("internal")) {
                                events.add(
                                        SimpleConditionEvent.violated(method, method.getFullName() + " shows " + name));
                            }
                        }
                    }
                })
                .check(CLASSES);
    }
}
