package dev.bylaw.rules.test;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Definition;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Mutation;
import dev.bylaw.rego.Mutations;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Plants small faults in rules, one at a time, and looks whether their tests find them: a condition turned round, a branch
 * left out, another text or pattern, a number off by one, a finding that points elsewhere.
 *
 * <pre>{@code
 * RuleMutations.of(Path.of("src/main/resources"))
 *         .tests(Path.of("src/test/rego"))
 *         .run()
 *         .requireFound(100);
 * }</pre>
 *
 * <p>A rule's own tests are those in the package that is named as the rule's with {@code _test} behind it, or in its own
 * package, and those given to {@link #alsoTestedBy}. Faults with which the rules cannot be compiled do not count. Which
 * faults there are follows from the rules alone. Immutable and thread-safe.
 */
public final class RuleMutations {
    private static final String TEST_PACKAGE = "_test";
    private static final String TEST = "test_";
    private static final String VIOLATION = "violation";

    /** A fault may make a rule loop over much; a test that takes this long finds it. */
    private static final long STEPS = 20_000_000;

    private static final EvaluationOptions OPTIONS = EvaluationOptions.DEFAULT.withErrors(ErrorMode.FAIL).withSteps(STEPS);

    private final SortedMap<String, String> rules;
    private final SortedMap<String, String> tests;
    private final List<Consumer<RuleSource>> more;
    private final Predicate<String> wanted;
    private final boolean libraries;
    private final Set<Equivalent> equivalents;

    private RuleMutations(
            SortedMap<String, String> rules,
            SortedMap<String, String> tests,
            List<Consumer<RuleSource>> more,
            Predicate<String> wanted,
            boolean libraries,
            Set<Equivalent> equivalents) {
        this.rules = rules;
        this.tests = tests;
        this.more = List.copyOf(more);
        this.wanted = wanted;
        this.libraries = libraries;
        this.equivalents = Set.copyOf(equivalents);
    }

    /** A fault that changes nothing. */
    private record Equivalent(String name, String original, String replacement) {}

    /** A module to plant faults in, with the paths of its tests. */
    private record Target(String name, String file, boolean rule, List<String> tests) {}

    /**
     * Rules to plant faults in.
     *
     * @param paths files and folders with rules and libraries; tests may lie beside them
     * @return the mutations
     * @throws IOException if a file cannot be read
     * @throws RegoException with everything that is wrong with the files
     */
    public static RuleMutations of(Path... paths) throws IOException {
        SortedMap<String, String> rules = RegoFiles.texts(List.of(paths));
        SortedMap<String, String> tests = new TreeMap<>();
        rules.forEach((file, text) -> {
            if (RegoFiles.isTest(file)) {
                tests.put(file, text);
            }
        });
        rules.keySet().removeAll(tests.keySet());
        RegoFiles.modules(rules);
        RegoFiles.modules(tests);
        return new RuleMutations(rules, tests, List.of(), name -> true, false, Set.of());
    }

    /**
     * The same with tests, and with what they or the rules import; no faults are planted in these.
     *
     * @param paths files and folders
     * @return the mutations
     * @throws IOException if a file cannot be read
     * @throws RegoException with everything that is wrong with the files
     */
    public RuleMutations tests(Path... paths) throws IOException {
        SortedMap<String, String> all = new TreeMap<>(tests);
        all.putAll(RegoFiles.texts(List.of(paths)));
        RegoFiles.modules(all);
        return new RuleMutations(rules, all, more, wanted, libraries, equivalents);
    }

    /**
     * The same with tests in Java.
     *
     * @param test asks the rules that it is given, and throws where they answer wrongly
     * @return the mutations
     */
    public RuleMutations alsoTestedBy(Consumer<RuleSource> test) {
        List<Consumer<RuleSource>> all = new ArrayList<>(more);
        all.add(Objects.requireNonNull(test, "test is null"));
        return new RuleMutations(rules, tests, all, wanted, libraries, equivalents);
    }

    /**
     * The same, with faults in one rule or library only.
     *
     * @param name the id of a rule, or the package of a library
     * @return the mutations
     */
    public RuleMutations only(String name) {
        return new RuleMutations(rules, tests, more, name::equals, libraries, equivalents);
    }

    /** {@return the same, with faults in libraries too; the tests of every package count as theirs} */
    public RuleMutations withLibraries() {
        return new RuleMutations(rules, tests, more, wanted, true, equivalents);
    }

    /**
     * The same without a fault that changes nothing that a rule says. Where there is no such fault the run fails, so that
     * the list stays true.
     *
     * @param name the id of the rule, or the package of the library
     * @param original what is written
     * @param replacement what stands in its place; empty text where it is left out
     * @return the mutations
     */
    public RuleMutations equivalent(String name, String original, String replacement) {
        Set<Equivalent> all = new HashSet<>(equivalents);
        all.add(new Equivalent(name, original, replacement));
        return new RuleMutations(rules, tests, more, wanted, libraries, all);
    }

    /**
     * Plants every fault.
     *
     * @return what the tests made of them
     * @throws AssertionError if a test fails without any fault
     */
    public MutationReport run() {
        return tried((target, mutations) -> mutations);
    }

    /**
     * Plants some faults in each rule and library: of each kind one, and where there is none of a kind another one instead.
     *
     * @param seed picks them; the same seed picks the same
     * @return what the tests made of them
     * @throws AssertionError if a test fails without any fault
     */
    public MutationReport sample(long seed) {
        return tried((target, mutations) -> sample(mutations, new Random(seed ^ target.name().hashCode())));
    }

    private interface Choice {
        List<Mutation> of(Target target, List<Mutation> mutations);
    }

    private static List<Mutation> sample(List<Mutation> mutations, Random random) {
        Map<Mutation.Kind, List<Mutation>> kinds = new EnumMap<>(Mutation.Kind.class);
        mutations.forEach(mutation -> kinds.computeIfAbsent(mutation.kind(), kind -> new ArrayList<>())
                .add(mutation));
        List<Mutation> picked = new ArrayList<>();
        kinds.values().forEach(own -> picked.add(own.get(random.nextInt(own.size()))));
        List<Mutation> left = new ArrayList<>(mutations);
        left.removeAll(picked);
        while (picked.size() < Mutation.Kind.values().length && !left.isEmpty()) {
            picked.add(left.remove(random.nextInt(left.size())));
        }
        return picked;
    }

    private MutationReport tried(Choice choice) {
        SortedMap<String, RegoModule> modules = RegoFiles.modules(rules);
        modules.putAll(RegoFiles.modules(tests));
        List<MutationReport.Fault> faults = new ArrayList<>();
        Set<Equivalent> unused = new HashSet<>(equivalents);
        unused.removeIf(equivalent -> !wanted.test(equivalent.name()));
        List<Target> targets = targets(modules, Policy.compile(modules.values()));
        for (Target target : targets) {
            if (wanted.test(target.name()) && (target.rule() || libraries)) {
                tried(target, around(target, targets, modules), choice, unused, faults);
            }
        }
        if (!unused.isEmpty()) {
            throw new AssertionError("there are no such faults: " + unused);
        }
        return new MutationReport(faults);
    }

    private void tried(
            Target target,
            SortedMap<String, RegoModule> modules,
            Choice choice,
            Set<Equivalent> unused,
            List<MutationReport.Fault> faults) {
        failing(Policy.compile(modules.values()), rules, target).ifPresent(test -> {
            throw new AssertionError(test + " fails without any fault in " + target.name());
        });
        Map<Mutation, Policy> compiled = new LinkedHashMap<>();
        for (Mutation mutation : Mutations.of(target.file(), rules.get(target.file()))) {
            Equivalent same = new Equivalent(target.name(), mutation.original(), mutation.replacement());
            unused.remove(same);
            if (!equivalents.contains(same)) {
                compile(modules, mutation).ifPresent(policy -> compiled.put(mutation, policy));
            }
        }
        for (Mutation mutation : choice.of(target, List.copyOf(compiled.keySet()))) {
            SortedMap<String, String> faulty = new TreeMap<>(rules);
            faulty.put(target.file(), mutation.text());
            faults.add(new MutationReport.Fault(
                    target.name(), mutation, failing(compiled.get(mutation), faulty, target)));
        }
    }

    /** What a target is compiled with: without the other rules and their tests, where its own tests do not need them. */
    private SortedMap<String, RegoModule> around(
            Target target, List<Target> targets, SortedMap<String, RegoModule> modules) {
        if (!target.rule()) {
            return modules;
        }
        SortedMap<String, RegoModule> few = new TreeMap<>(modules);
        targets.stream().filter(Target::rule).map(Target::file).forEach(few::remove);
        few.put(target.file(), modules.get(target.file()));
        Set<String> own = target.tests().stream()
                .map(test -> test.substring(0, test.lastIndexOf('.')))
                .collect(Collectors.toSet());
        few.values().removeIf(module ->
                RegoFiles.isTest(module.file()) && !own.contains("data." + String.join(".", module.packagePath())));
        try {
            Policy policy = Policy.compile(few.values());
            return target.tests().stream().allMatch(test -> passes(policy, test)) ? few : modules;
        } catch (RegoException e) {
            return modules;
        }
    }

    private static Optional<Policy> compile(SortedMap<String, RegoModule> modules, Mutation mutation) {
        try {
            SortedMap<String, RegoModule> faulty = new TreeMap<>(modules);
            String file = mutation.location().file();
            faulty.put(file, RegoModule.parse(file, mutation.text()));
            return Optional.of(Policy.compile(faulty.values()));
        } catch (RegoException e) {
            return Optional.empty();
        }
    }

    private List<Target> targets(SortedMap<String, RegoModule> modules, Policy policy) {
        List<String> paths = policy.definitions().stream()
                .filter(definition -> definition.kind() != Definition.Kind.FUNCTION)
                .map(Definition::path)
                .toList();
        List<String> all = paths.stream().filter(RuleMutations::isTest).toList();
        List<Target> targets = new ArrayList<>();
        for (String file : rules.keySet()) {
            List<String> packagePath = modules.get(file).packagePath();
            String name = "data." + String.join(".", packagePath);
            boolean rule = paths.contains(name + "." + VIOLATION);
            List<String> own = all.stream()
                    .filter(test -> test.startsWith(name + TEST_PACKAGE + ".") || test.startsWith(name + "." + TEST))
                    .toList();
            targets.add(
                    rule
                            ? new Target(String.join("/", packagePath).replace('_', '-'), file, true, own)
                            : new Target(String.join(".", packagePath), file, false, all));
        }
        return targets;
    }

    private static boolean isTest(String path) {
        return path.startsWith(TEST, path.lastIndexOf('.') + 1);
    }

    private Optional<String> failing(Policy policy, SortedMap<String, String> texts, Target target) {
        for (String test : target.tests()) {
            if (!passes(policy, test)) {
                return Optional.of(test);
            }
        }
        RuleSource source = RegoFiles.rules(target.name(), texts);
        for (Consumer<RuleSource> test : more) {
            try {
                test.accept(source);
            } catch (AssertionError | RuntimeException e) {
                return Optional.of("a test in Java: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean passes(Policy policy, String test) {
        try {
            Evaluated result = policy.session(ObjectValue.EMPTY, OPTIONS)
                    .evaluate(List.of(test), ObjectValue.EMPTY, Set.of())
                    .get(0);
            return result.value().equals(Optional.of(BooleanValue.TRUE));
        } catch (RegoException e) {
            return false;
        }
    }
}
