package dev.bylaw.rules.test;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.report.Report;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What every rule must keep, asked of all rules of an engine at once. Each law throws where a rule breaks it. */
final class Laws {
    /** Places beyond this are hidden as those before, so that a choice of a few numbers hides some of every product. */
    static final int MASK = 16;

    /** One tester for each class of laws, since rules are compiled once for a tester. */
    private static final Map<Class<?>, RuleTester> TESTERS = new ConcurrentHashMap<>();

    private final PolicyEngine engine;
    private final CheckOptions options;
    private final Reads reads;

    Laws(PolicyEngine engine, CheckOptions options, Reads reads) {
        this.engine = engine;
        this.options = options;
        this.reads = reads;
    }

    /** What makes a violation this one, whatever the words of the report. */
    private record Identity(RuleId rule, String element, String at, String message) {
        static Identity of(Violation violation) {
            return new Identity(violation.rule(), violation.element().id(), violation.at(), violation.message());
        }
    }

    private record Asked(RuleId rule, String element) {}

    static Laws of(RuleLaws author) {
        return tester(author).laws();
    }

    /** {@return the words that the rules of an author know} */
    static Set<String> words(RuleLaws author) {
        return tester(author).words(author.words());
    }

    private static RuleTester tester(RuleLaws author) {
        return TESTERS.computeIfAbsent(author.getClass(), type -> author.rules());
    }

    /** The places whose number modulo {@link #MASK} is one of these. */
    static IntPredicate some(Set<Integer> numbers) {
        return place -> numbers.contains(place % MASK);
    }

    private Report check(DataProduct product) {
        try {
            return engine.check(product.sources(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No rule fails, and no `at` points at nothing. */
    void neverFails(DataProduct product) {
        for (Problem problem : check(product).problems()) {
            if (problem.kind() == Problem.Kind.RULE_FAILED) {
                throw new AssertionError("a rule fails: " + Found.line(problem));
            }
        }
    }

    /** The same product gives the same answers, in whatever order, and at places that exist. */
    void saysTheSameAgain(DataProduct product) {
        try {
            FreeChecks.require("one of the rules", engine, product.bytes(), options, check(product));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The order in which properties are written makes no difference. */
    void ignoresTheOrder(DataProduct product) {
        same("properties in another order", identities(check(product)), identities(check(product.backwards())));
    }

    /**
     * What is certain while something is hidden is there whatever it is, and nothing else is where a rule could decide. Hidden
     * are values, and with the last of the numbers the models of a package.
     */
    void holdsInEveryWorld(DataProduct product, Set<Integer> numbers, Map<Integer, Optional<String>> values) {
        IntPredicate hides = some(numbers);
        boolean missing = numbers.contains(MASK - 1);
        DataProduct unknown =
                product.hide(hides).with(missing ? DataProduct.Dependency.MISSING : DataProduct.Dependency.NONE);
        Map<Integer, Optional<String>> filling = new TreeMap<>(values);
        filling.keySet().removeIf(place -> !hides.test(place) || place >= product.places());
        DataProduct world = product.fill(filling)
                .with(
                        missing && values.size() % 2 == 1
                                ? DataProduct.Dependency.INSTALLED
                                : DataProduct.Dependency.NONE);
        Report hidden = check(unknown);
        Report filled = check(world);
        Set<Identity> certain = identities(hidden);
        Set<Identity> found = identities(filled);
        String worlds = "\nwhat is known:\n" + unknown + "a world that it may be:\n" + world;
        for (Identity violation : certain) {
            if (!found.contains(violation)) {
                throw new AssertionError(
                        "certain while something is hidden, and not there in every world: " + violation + worlds);
            }
        }
        Set<Asked> open = open(hidden);
        for (Identity violation : found) {
            boolean asked = !violation.element().startsWith("model.further.");
            if (asked
                    && !certain.contains(violation)
                    && !open.contains(new Asked(violation.rule(), violation.element()))) {
                throw new AssertionError(
                        "decided while something is hidden, and another violation in a world: " + violation + worlds);
            }
        }
    }

    /** Hiding a value that a rule does not read changes nothing that it says. */
    void ignoresWhatItDoesNotRead(DataProduct product, IntPredicate hides) {
        Report known = check(product);
        for (RuleMetadata rule : engine.rules()) {
            if (reads.knows(rule)) {
                IntPredicate unread = place -> hides.test(place)
                        && product.place(place).pointers().stream().noneMatch(pointer -> reads.mayRead(rule, pointer));
                if (IntStream.range(0, product.places()).noneMatch(unread)) {
                    continue;
                }
                Report hidden = check(product.hide(unread));
                same(
                        rule.id() + " while values are hidden that it does not read",
                        of(rule.id(), identities(known)),
                        of(rule.id(), identities(hidden)));
                Set<Asked> open = open(hidden);
                open.removeAll(open(known));
                open.removeIf(asked -> !asked.rule().equals(rule.id()));
                if (!open.isEmpty()) {
                    throw new AssertionError("undecided while values are hidden that the rule does not read: " + open);
                }
            }
        }
    }

    private static Set<Identity> identities(Report report) {
        return report.violations().stream().map(Identity::of).collect(Collectors.toSet());
    }

    private static Set<Identity> of(RuleId rule, Set<Identity> all) {
        return all.stream().filter(one -> one.rule().equals(rule)).collect(Collectors.toSet());
    }

    private static Set<Asked> open(Report report) {
        return report.undecided().stream()
                .map((Undecided open) -> new Asked(open.rule(), open.element().id()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static void same(String what, Set<Identity> expected, Set<Identity> actual) {
        if (!expected.equals(actual)) {
            List<Identity> lost = new ArrayList<>(expected);
            lost.removeAll(actual);
            List<Identity> more = new ArrayList<>(actual);
            more.removeAll(expected);
            throw new AssertionError(what + ": " + (lost.isEmpty() ? "" : "not there any more: " + lost.get(0))
                    + (more.isEmpty() ? "" : " there then: " + more.get(0)));
        }
    }
}
