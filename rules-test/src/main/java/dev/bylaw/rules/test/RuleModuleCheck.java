package dev.bylaw.rules.test;

import dev.bylaw.PolicyEngine;
import dev.bylaw.rego.Coverage;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.TestRunner;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether a module of rules is complete: each rule has a page with examples that are true, and tests, for each of its
 * violations one that fails without it. With JUnit 5:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> isComplete() throws IOException {
 *     return RuleModuleCheck.of(new GuildRules()).tests(Path.of("src/test/rego")).cases()
 *             .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
 * }
 * }</pre>
 *
 * <p>A page has the sections {@code ## Avoid} and {@code ## Prefer}. Each block of code in them is a file of an example, whose
 * path stands in a comment in its first line, and a block {@code text} holds the messages of the rule; the next heading begins
 * another example. What is to be avoided must be reported, with these very messages where there are some, and what is
 * preferred must not. Where the heading names a platform, the example is checked for it, else for several.
 *
 * <p>For rules in Java, whose tests the kit does not see, the examples of the page are the tests. Immutable and thread-safe.
 */
public final class RuleModuleCheck {
    /** How many lines of a rule its tests reach at least unless said otherwise, in percent. */
    public static final double DEFAULT_COVERAGE = 90;

    private static final String VIOLATION = "violation";

    private final List<RuleSource> sources;
    private final List<RuleSource> libraries;
    private final List<Rule> code;
    private final NavigableMap<String, String> tests;
    private final double coverage;

    private RuleModuleCheck(
            List<RuleSource> sources,
            List<RuleSource> libraries,
            List<Rule> code,
            NavigableMap<String, String> tests,
            double coverage) {
        this.sources = List.copyOf(sources);
        this.libraries = List.copyOf(libraries);
        this.code = List.copyOf(code);
        this.tests = tests;
        this.coverage = coverage;
    }

    /**
     * One thing that is checked.
     *
     * @param name the id of the rule and what is checked
     * @param check throws an {@link AssertionError} where it is not so
     */
    public record Case(String name, Runnable check) {
        /** Checks that nothing is missing. */
        public Case {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(check, "check is null");
        }

        /**
         * Checks it.
         *
         * @throws AssertionError with what is missing and what to do
         */
        public void run() {
            check.run();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The rules of a module.
     *
     * @param sources where they come from, with their pages
     * @return the check
     */
    public static RuleModuleCheck of(RuleSource... sources) {
        return new RuleModuleCheck(List.of(sources), List.of(), List.of(), new TreeMap<>(), DEFAULT_COVERAGE);
    }

    /**
     * The same with rules in Java.
     *
     * @param rules the rules
     * @return the check
     */
    public RuleModuleCheck rules(Rule... rules) {
        List<Rule> all = new ArrayList<>(code);
        all.addAll(List.of(rules));
        return new RuleModuleCheck(sources, libraries, all, tests, coverage);
    }

    /**
     * The same with what the rules import; nothing of it is checked.
     *
     * @param imported for example the standard rules
     * @return the check
     */
    public RuleModuleCheck libraries(RuleSource... imported) {
        List<RuleSource> all = new ArrayList<>(libraries);
        all.addAll(List.of(imported));
        return new RuleModuleCheck(sources, all, code, tests, coverage);
    }

    /**
     * The same with tests in Rego, and with what these import.
     *
     * @param paths files and folders; rules among them are left out
     * @return the check
     * @throws IOException if a file cannot be read
     */
    public RuleModuleCheck tests(Path... paths) throws IOException {
        NavigableMap<String, String> all = new TreeMap<>(tests);
        all.putAll(RegoFiles.texts(List.of(paths)));
        return new RuleModuleCheck(sources, libraries, code, all, coverage);
    }

    /**
     * The same with another share of lines that the tests reach.
     *
     * @param percent how many of the lines of each rule
     * @return the check
     */
    public RuleModuleCheck coverage(double percent) {
        return new RuleModuleCheck(sources, libraries, code, tests, percent);
    }

    /**
     * What is checked, rule by rule.
     *
     * @return the cases, sorted by rule
     * @throws dev.bylaw.ConfigurationException with everything that is wrong with the rules
     * @throws AssertionError if there is no rule
     */
    public Stream<Case> cases() {
        PolicyEngine.Builder builder = PolicyEngine.builder();
        sources.forEach(builder::addRules);
        libraries.forEach(builder::addRules);
        code.forEach(builder::addRule);
        PolicyEngine engine = builder.build();
        Set<RuleId> inRego = ids(sources);
        List<Case> cases = new ArrayList<>();
        Supplier<Coverage> reached = new Once<>(this::reached);
        for (RuleMetadata rule : engine.rules()) {
            boolean own = inRego.contains(rule.id()) || isCode(rule.id());
            if (own) {
                cases.add(new Case(rule.id() + ": has a page with examples", () -> page(rule.id(), engine)));
                cases.add(new Case(rule.id() + ": its examples are true", () -> examples(rule.id(), engine)));
            }
            if (inRego.contains(rule.id())) {
                cases.add(new Case(rule.id() + ": has a test for each violation", () -> violations(rule.id())));
                cases.add(new Case(rule.id() + ": its tests reach it", () -> reaches(rule.id(), reached.get())));
            }
        }
        if (cases.isEmpty()) {
            throw new AssertionError("there is no rule in the module");
        }
        return cases.stream();
    }

    private Set<RuleId> ids(List<RuleSource> from) {
        PolicyEngine.Builder all = PolicyEngine.builder();
        sources.forEach(all::addRules);
        libraries.forEach(all::addRules);
        Set<RuleId> ids = new HashSet<>();
        all.build().rules().forEach(rule -> ids.add(rule.id()));
        Set<String> packages = new HashSet<>();
        texts(from).forEach((file, text) -> packages.add(name(RegoModule.parse(file, text))));
        ids.removeIf(id -> !packages.contains(id.base().toString()));
        return ids;
    }

    private static String name(RegoModule module) {
        return String.join("/", module.packagePath()).replace('_', '-');
    }

    private boolean isCode(RuleId id) {
        return code.stream().anyMatch(rule -> rule.metadata().id().equals(id));
    }

    private static NavigableMap<String, String> texts(List<RuleSource> from) {
        NavigableMap<String, String> texts = new TreeMap<>();
        from.forEach(source -> source.files().forEach(file -> texts.put(file.path(), file.text())));
        return texts;
    }

    private static void page(RuleId id, PolicyEngine engine) {
        String page = engine.page(id).orElse("");
        require(
                !page.isBlank(),
                id + " has no page; write " + id.base() + "/page.md, and let the source of the rules give it");
        List<PageExample> examples = PageExample.of(page);
        for (String section : List.of(PageExample.AVOID, PageExample.PREFER)) {
            require(
                    examples.stream().anyMatch(example -> example.section().equals(section)),
                    "the page of " + id + " has no example in a section '## " + section
                            + "'; an example is a block of code whose first line names its file in a comment");
        }
    }

    private static void examples(RuleId id, PolicyEngine engine) {
        for (PageExample example : PageExample.of(engine.page(id).orElse(""))) {
            for (String adapter : example.isJudged() ? example.adapters() : List.<String>of()) {
                try {
                    example.require(id, engine, adapter);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void violations(RuleId id) {
        MutationRun run = new MutationRun(
                texts(sources), around(), List.of(), name -> name.equals(id.toString()), false, Set.of());
        require(
                run.tests() > 0,
                id + " has no test; tests are rules named test_... in the package "
                        + id.base().toString().replace('/', '.').replace('-', '_') + "_test");
        List<String> untested = run.withoutRules(VIOLATION).survivors().stream()
                .map(fault -> fault.mutation().location().toString())
                .toList();
        require(
                untested.isEmpty(),
                "no test of " + id + " fails when this violation is left out: " + String.join(", ", untested)
                        + "; write one that says what is reported");
    }

    /** Tests and libraries. */
    private NavigableMap<String, String> around() {
        NavigableMap<String, String> all = texts(libraries);
        all.putAll(tests);
        Set<String> rules = new HashSet<>();
        texts(sources).forEach((file, text) -> rules.add(name(RegoModule.parse(file, text))));
        // Where tests lie beside the rules, the rules were read with them.
        all.entrySet()
                .removeIf(file -> !RegoFiles.isTest(file.getKey())
                        && rules.contains(name(RegoModule.parse(file.getKey(), file.getValue()))));
        return all;
    }

    private Coverage reached() {
        NavigableMap<String, RegoModule> modules = RegoFiles.modules(texts(sources));
        modules.putAll(RegoFiles.modules(around()));
        TestRunner runner = new TestRunner(
                Policy.compile(modules.values(), new Policy.Options(false, true, RegoFiles.OPTIONS.capabilities())),
                ObjectValue.EMPTY,
                EvaluationOptions.DEFAULT.withErrors(ErrorMode.FAIL));
        runner.run(test -> true);
        return runner.coverage();
    }

    private void reaches(RuleId id, Coverage reached) {
        texts(sources).forEach((file, text) -> {
            Coverage.Lines lines = reached.files().get(file);
            if (lines != null
                    && name(RegoModule.parse(file, text)).equals(id.base().toString())) {
                require(
                        lines.percent() >= coverage,
                        String.format(
                                Locale.ROOT,
                                "the tests reach %.1f %% of %s, expected %.1f %%; they do not reach the lines %s",
                                lines.percent(),
                                file,
                                coverage,
                                lines.notCovered()));
            }
        });
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    /** Something that is made when it is first needed. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> maker;
        private T made;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized T get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }
}
