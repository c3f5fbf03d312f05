package dev.bylaw.rego;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may know which, and what the API shows. */
class ArchitectureTest {
    private static final String API = "dev.bylaw.rego";
    private static final String INTERNAL = API + ".internal.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(API);

    /** The internal packages that a package may know besides itself and the API's values and errors. */
    private static final Map<String, List<String>> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("value", List.of()),
            Map.entry("text", List.of()),
            Map.entry("regex", List.of()),
            Map.entry("json", List.of("value")),
            Map.entry("glob", List.of("value", "regex")),
            Map.entry("net", List.of("value")),
            Map.entry("format", List.of("value")),
            Map.entry("time", List.of("value", "format")),
            Map.entry("yaml", List.of("value", "json", "format", "time")),
            Map.entry("bundle", List.of("value", "json", "yaml", "glob")),
            Map.entry("crypto", List.of("value", "net")),
            Map.entry("graphql", List.of("value")),
            Map.entry("http", List.of()),
            Map.entry("template", List.of("value", "format")),
            Map.entry("schema", List.of("value", "json", "format", "net", "regex", "time")),
            Map.entry(
                    "builtin",
                    List.of(
                            "value",
                            "json",
                            "glob",
                            "net",
                            "format",
                            "time",
                            "yaml",
                            "regex",
                            "crypto",
                            "graphql",
                            "schema",
                            "template",
                            "http",
                            "syntax")),
            Map.entry("syntax", List.of("value")),
            Map.entry("compile", List.of("value", "text", "syntax", "builtin")),
            Map.entry("types", List.of("text", "syntax", "builtin", "compile")),
            Map.entry("eval", List.of("value", "builtin", "compile"))));

    /** The libraries, and the only packages that may use them. */
    private static final Map<String, String[]> LIBRARIES = new TreeMap<>(Map.of(
            "com.fasterxml.jackson.core..", new String[] {INTERNAL + "json"},
            "com.google.re2j..", new String[] {INTERNAL + "regex"},
            "org.yaml.snakeyaml..", new String[] {INTERNAL + "yaml", INTERNAL + "syntax"}));

    /** The part of the API that is made of the evaluator; nothing internal may come back to it. */
    private static final Set<String> ENTRY =
            Set.of("Policy", "PreparedQuery", "Session", "TestRunner", "RegoModule", "Json", "Yaml", "Bundle");

    static Set<String> packages() {
        return KNOWN.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void knowsOnlyThePackagesBelow(String name) {
        List<String> allowed = new ArrayList<>(List.of(API, INTERNAL + name));
        KNOWN.get(name).forEach(known -> allowed.add(INTERNAL + known));
        classes()
                .that()
                .resideInAPackage(INTERNAL + name)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(new String[0])).or(not(resideInAPackage(API + ".."))))
                .check(CLASSES);
    }

    @Test
    void listsEveryInternalPackage() {
        classes()
                .that()
                .resideInAPackage(API + ".internal..")
                .should()
                .resideInAnyPackage(
                        KNOWN.keySet().stream().map(name -> INTERNAL + name).toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void comesBackToNoEntryOfTheApi() {
        noClasses()
                .that()
                .resideInAPackage(API + ".internal..")
                .should()
                .dependOnClassesThat(resideInAPackage(API).and(new DescribedPredicate<>("are an entry of the API") {
                    @Override
                    public boolean test(JavaClass type) {
                        return ENTRY.contains(type.getSimpleName());
                    }
                }))
                .check(CLASSES);
    }

    @Test
    void usesNothingButTheJdkAndItsLibraries() {
        List<String> allowed = new ArrayList<>(List.of("java..", "javax.crypto..", "javax.net.ssl..", API + ".."));
        allowed.addAll(LIBRARIES.keySet());
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(new String[0])).or(primitive()))
                .check(CLASSES);
    }

    @Test
    void keepsEachLibraryInItsPlace() {
        LIBRARIES.forEach((library, users) -> noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES));
    }

    @Test
    void showsNothingButItselfAndTheJdk() {
        members()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(API)
                .should(new ArchCondition<>("have only types of the API and of the JDK in their signature") {
                    @Override
                    public void check(JavaMember member, ConditionEvents events) {
                        if (!isShown(member)) {
                            return;
                        }
                        for (JavaClass type : signature(member)) {
                            JavaClass base = type.getBaseComponentType();
                            String name = base.getPackageName();
                            if (!base.isPrimitive() && !name.equals(API) && !name.startsWith("java.")) {
                                events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " shows " + base.getName()));
                            }
                        }
                    }
                })
                .check(CLASSES);
    }

    private static boolean isShown(JavaMember member) {
        return isShown(member.getModifiers())
                && isShown(member.getOwner().getModifiers())
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Set<JavaClass> signature(JavaMember member) {
        Set<JavaClass> types = new LinkedHashSet<>();
        if (member instanceof JavaField field) {
            types.addAll(field.getType().getAllInvolvedRawTypes());
        } else if (member instanceof JavaCodeUnit code) {
            types.addAll(code.getReturnType().getAllInvolvedRawTypes());
            code.getParameterTypes().forEach(type -> types.addAll(type.getAllInvolvedRawTypes()));
            code.getExceptionTypes().forEach(type -> types.addAll(type.getAllInvolvedRawTypes()));
        }
        return types;
    }

    private static DescribedPredicate<JavaClass> primitive() {
        return new DescribedPredicate<>("primitive, or arrays of what is allowed") {
            @Override
            public boolean test(JavaClass type) {
                return type.getBaseComponentType().isPrimitive()
                        || type.isArray()
                                && type.getBaseComponentType().getPackageName().startsWith("java");
            }
        };
    }
}
