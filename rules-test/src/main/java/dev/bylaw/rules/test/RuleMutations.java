package dev.bylaw.rules.test;

import dev.bylaw.rego.RegoException;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
    private final NavigableMap<String, String> rules;
    private final NavigableMap<String, String> tests;
    private final List<Consumer<RuleSource>> more;
    private final Predicate<String> wanted;
    private final boolean libraries;
    private final Set<Equivalent> equivalents;

    private RuleMutations(
            NavigableMap<String, String> rules,
            NavigableMap<String, String> tests,
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
    record Equivalent(String name, String original, String replacement) {}

    /**
     * Rules to plant faults in.
     *
     * @param paths files and folders with rules and libraries; tests may lie beside them
     * @return the mutations
     * @throws IOException if a file cannot be read
     * @throws RegoException with everything that is wrong with the files
     */
    public static RuleMutations of(Path... paths) throws IOException {
        NavigableMap<String, String> rules = RegoFiles.texts(List.of(paths));
        NavigableMap<String, String> tests = new TreeMap<>();
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
        NavigableMap<String, String> all = new TreeMap<>(tests);
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

    /** {@return the same, with faults in libraries too; the tests of all packages count as theirs} */
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
        return new MutationRun(rules, tests, more, wanted, libraries, equivalents).run();
    }

    /**
     * Plants some faults in each rule and library: of each kind one, and where there is none of a kind another one instead.
     *
     * @param seed picks them; the same seed picks the same
     * @return what the tests made of them
     * @throws AssertionError if a test fails without any fault
     */
    public MutationReport sample(long seed) {
        return new MutationRun(rules, tests, more, wanted, libraries, equivalents).sample(seed);
    }
}
