package dev.bylaw;

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
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
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
    private static final String API = "dev.bylaw";
    private static final String INTERNAL = API + ".internal.";
    private static final String REGO = API + ".rego";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("dev/bylaw/rego/"))
            .importPackages(API);

    /** The packages of the API, and which others of it each may know. */
    private static final Map<String, List<String>> EXPORTED = new TreeMap<>(Map.of(
            "workspace", List.of(),
            "rule", List.of("workspace"),
            "report", List.of("rule", "workspace")));

    /**
     * The packages that an internal one may know besides itself and {@code workspace}: internal ones by their names, those of
     * the API with {@code api:}. A reader knows no rule, a rule no file, a writer only the report.
     */
    private static final Map<String, List<String>> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("text", List.of()),
            Map.entry("tree", List.of("api:rego")),
            Map.entry("source", List.of("text")),
            Map.entry("yaml", List.of("text", "tree", "source")),
            Map.entry("json", List.of("text", "tree", "source")),
            Map.entry("jinja", List.of("text")),
            Map.entry("dbt", List.of("text", "tree", "source", "yaml", "json", "jinja")),
            Map.entry("contract", List.of("text", "tree", "source", "yaml", "json", "dbt")),
            Map.entry("sql", List.of("text")),
            Map.entry("analysis", List.of("text", "tree", "dbt", "sql")),
            Map.entry("document", List.of("tree", "api:rego")),
            Map.entry("assembly", List.of("text", "tree", "source", "dbt", "contract", "sql", "analysis", "document")),
            Map.entry("code", List.of("tree", "api:rego", "api:rule")),
            Map.entry("rule", List.of("code", "api:rego", "api:rule")),
            Map.entry("layer", List.of("text", "tree", "source", "yaml", "rule", "api:rego", "api:rule")),
            Map.entry(
                    "engine",
                    List.of(
                            "text",
                            "tree",
                            "source",
                            "document",
                            "code",
                            "rule",
                            "api:rego",
                            "api:rule",
                            "api:report")),
            Map.entry("report", List.of("text", "api:rule", "api:report"))));

    /** What internal packages may know of the entry to the API: what they give back through it. */
    private static final Set<String> RESULTS = Set.of("ConfigurationException", "RuleInputs");

    /** The libraries, and the only packages that may use them. */
    private static final Map<String, String[]> LIBRARIES = new TreeMap<>(Map.of(
            "com.fasterxml.jackson..", new String[] {INTERNAL + "json", INTERNAL + "report", INTERNAL + "dbt.render"},
            "com.google.re2j..", new String[] {INTERNAL + "rule", INTERNAL + "dbt", INTERNAL + "dbt.render"},
            "net.sf.jsqlparser..", new String[] {INTERNAL + "sql.read"},
            "org.yaml.snakeyaml..", new String[] {INTERNAL + "yaml", INTERNAL + "dbt.render"}));

    static Set<String> packages() {
        return KNOWN.keySet();
    }

    static Set<String> exported() {
        return EXPORTED.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void knowsOnlyThePackagesBelow(String name) {
        List<String> allowed = new ArrayList<>(List.of(API + ".workspace", INTERNAL + name + ".."));
        for (String known : KNOWN.get(name)) {
            allowed.add(
                    known.startsWith("api:") ? API + "." + known.substring("api:".length()) : INTERNAL + known + "..");
        }
        classes()
                .that()
                .resideInAPackage(INTERNAL + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(new String[0]))
                        .or(result())
                        .or(suggestion())
                        .or(not(resideInAPackage(API + ".."))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("exported")
    void knowsNothingInternal(String name) {
        List<String> allowed = new ArrayList<>(List.of(API + "." + name, REGO));
        EXPORTED.get(name).forEach(known -> allowed.add(API + "." + known));
        classes()
                .that()
                .resideInAPackage(API + "." + name)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(new String[0])).or(not(resideInAPackage(API + ".."))))
                .check(CLASSES);
    }

    @Test
    void listsEveryPackage() {
        List<String> known = new ArrayList<>(List.of(API));
        EXPORTED.keySet().forEach(name -> known.add(API + "." + name));
        KNOWN.keySet().forEach(name -> known.add(INTERNAL + name + ".."));
        classes().should().resideInAnyPackage(known.toArray(new String[0])).check(CLASSES);
    }

    @Test
    void goesInNoCircles() {
        SlicesRuleDefinition.slices()
                .matching(API + ".internal.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void readsNoFilesButThroughTheTree() {
        noClasses()
                .that()
                .resideOutsideOfPackages(INTERNAL + "source", API + ".rule", API)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void usesNoNetworkProcessesOrLoggers() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net.http..", "java.util.logging..", "java.lang.reflect..", "javax..")
                        .or(named("java.lang.ProcessBuilder", "java.lang.Runtime", "java.net.Socket", "java.net.URL")))
                .check(CLASSES);
    }

    @Test
    void usesNothingButTheJdkAndItsLibraries() {
        List<String> allowed = new ArrayList<>(List.of("java..", API + ".."));
        allowed.addAll(LIBRARIES.keySet());
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(new String[0])).or(ofTheJdk()))
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
    void showsNothingButTheApiAndTheJdk() {
        Set<String> shown = new LinkedHashSet<>(List.of(API, REGO));
        EXPORTED.keySet().forEach(name -> shown.add(API + "." + name));
        members()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(API + ".internal..")
                .should(new ArchCondition<>("have only types of the API and of the JDK in their signature") {
                    @Override
                    public void check(JavaMember member, ConditionEvents events) {
                        if (!isShown(member)) {
                            return;
                        }
                        for (JavaClass type : signature(member)) {
                            JavaClass base = type.getBaseComponentType();
                            String name = base.getPackageName();
                            if (!base.isPrimitive() && !shown.contains(name) && !name.startsWith("java.")) {
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

    /** A result that the entry to the API gives. */
    private static DescribedPredicate<JavaClass> result() {
        return new DescribedPredicate<>("are results of the API") {
            @Override
            public boolean test(JavaClass type) {
                String name = type.getName();
                return type.getPackageName().equals(API)
                        && RESULTS.stream()
                                .anyMatch(result ->
                                        name.equals(API + "." + result) || name.startsWith(API + "." + result + "$"));
            }
        };
    }

    /** The engine of Rego lends the suggestions of its messages. */
    private static DescribedPredicate<JavaClass> suggestion() {
        return named(REGO + ".internal.text.Suggestion");
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        return new DescribedPredicate<>("are one of " + String.join(", ", names)) {
            @Override
            public boolean test(JavaClass type) {
                return Set.of(names).contains(type.getName());
            }
        };
    }

    private static DescribedPredicate<JavaClass> ofTheJdk() {
        return new DescribedPredicate<>("primitive, or arrays of what is allowed") {
            @Override
            public boolean test(JavaClass type) {
                JavaClass base = type.getBaseComponentType();
                return base.isPrimitive()
                        || type.isArray()
                                && (base.getPackageName().startsWith("java")
                                        || base.getPackageName().startsWith(API));
            }
        };
    }
}
