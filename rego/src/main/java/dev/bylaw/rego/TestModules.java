package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Prepares modules for their tests to be run, as {@code opa test} does: tests that share a name get numbers, and a test
 * with cases says which case it comes to as soon as the case's name is known.
 */
final class TestModules {
    /** The file of expressions that no source has. */
    static final String NOWHERE = "";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String TEST_CASE = "internal.test_case";

    private final Map<String, Integer> counts = new HashMap<>();
    private boolean changed;

    private TestModules() {}

    /** {@return the modules as they are run; empty where they need no change} */
    static Optional<List<RegoModule>> prepared(List<RegoModule> modules) {
        TestModules preparation = new TestModules();
        List<RegoModule> all = new ArrayList<>();
        for (RegoModule module : modules) {
            all.add(module.with(preparation.module(module.source())));
        }
        return preparation.changed ? Optional.of(all) : Optional.empty();
    }

    private SourceModule module(SourceModule module) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : module.rules()) {
            Optional<TestName> name = TestName.of(rule.head());
            rules.add(name.isPresent() && !name.get().isSkipped() ? rule(module, rule, name.get()) : rule);
        }
        return new SourceModule(
                module.file(),
                module.packagePath(),
                module.packageAt(),
                module.imports(),
                rules,
                module.annotations(),
                module.comments(),
                module.version());
    }

    private Rule rule(SourceModule module, Rule rule, TestName name) {
        Rule.Head head = rule.head();
        int number = counts.merge(String.join(".", module.packagePath()) + "." + name.text(), 1, Integer::sum) - 1;
        if (number > 0) {
            head = name.numbered(head, number);
            changed = true;
        }
        List<Term> tail = head.path().subList(name.steps(), head.path().size());
        List<Expr> body = new ArrayList<>(rule.body().map(Body::expressions).orElse(List.of()));
        boolean ready =
                body.stream().anyMatch(expression -> expression.at().file().equals(NOWHERE));
        if (tail.isEmpty() || rule.isDefault() || head.arguments().isPresent() || ready) {
            return withHead(rule, head, rule.body());
        }
        changed = true;
        body.add(place(body, tail), testCase(tail));
        return withHead(rule, head, Optional.of(new Body(body)));
    }

    /** {@return a path below data as a reference, for example {@code data.a["b c"]}} */
    static String path(List<String> steps) {
        return reference("data", steps);
    }

    private static String reference(String head, List<String> steps) {
        StringBuilder text = new StringBuilder(head);
        for (String step : steps) {
            text.append(NAME.matcher(step).matches() ? "." + step : "[" + StringValue.of(step) + "]");
        }
        return text.toString();
    }

    private static Rule withHead(Rule rule, Rule.Head head, Optional<Body> body) {
        return new Rule(rule.isDefault(), head, body, rule.elses(), rule.annotations(), rule.at());
    }

    /** Behind the expressions that mention the variables of the name first. */
    private static int place(List<Expr> body, List<Term> tail) {
        Set<String> wanted = new HashSet<>();
        SourceWalk names = new SourceWalk(expression -> {}, term -> {
            if (term instanceof Term.Var variable && !variable.isWildcard()) {
                wanted.add(variable.name());
            }
        });
        tail.forEach(names::term);
        int place = 0;
        for (int i = 0; i < body.size() && !wanted.isEmpty(); i++) {
            int before = wanted.size();
            new SourceWalk(expression -> {}, term -> {
                        if (term instanceof Term.Var variable) {
                            wanted.remove(variable.name());
                        }
                    })
                    .expression(body.get(i));
            place = wanted.size() < before ? i + 1 : place;
        }
        return place;
    }

    /** The expression that names the case. Ordering puts it where the variables of the name are known. */
    private static Expr testCase(List<Term> tail) {
        RegoLocation at = new RegoLocation(NOWHERE, 1, 1, 1, 1);
        String[] names = TEST_CASE.split("\\.");
        Term operator =
                new Term.Ref(new Term.Var(names[0], at), List.of(new Term.Scalar(StringValue.of(names[1]), at)), at);
        Term call = new Term.Call(operator, List.of(new Term.ArrayLiteral(tail, at)), false, at);
        return new Expr.TermExpr(call, List.of(), at);
    }

    /**
     * The part of a rule's name that makes it a test: up to its first step that begins like a test's name.
     *
     * @param names the steps
     */
    record TestName(List<String> names) {
        private static final String TEST = "test_";
        private static final String TODO = "todo_test_";

        /** {@return the name of a rule that is a test} */
        static Optional<TestName> of(Rule.Head head) {
            List<String> names = new ArrayList<>();
            names.add(head.name().name());
            for (int i = 0; !isTest(names.get(i)); i++) {
                if (i == head.path().size()
                        || !(head.path().get(i) instanceof Term.Scalar step)
                        || !(step.value() instanceof StringValue name)) {
                    return Optional.empty();
                }
                names.add(name.value());
            }
            return Optional.of(new TestName(names));
        }

        private static boolean isTest(String name) {
            return name.startsWith(TEST) || name.startsWith(TODO);
        }

        boolean isSkipped() {
            return names.get(names.size() - 1).startsWith(TODO);
        }

        /** How many steps of the path behind the rule's own name belong to it. */
        int steps() {
            return names.size() - 1;
        }

        /** {@return the name as a reference, for example {@code a["b c"]}} */
        String text() {
            return reference(names.get(0), names.subList(1, names.size()));
        }

        /** The head with a number at its name. */
        Rule.Head numbered(Rule.Head head, int number) {
            String suffix = (number < 10 ? "#0" : "#") + number;
            Term.Var own = head.name();
            List<Term> path = new ArrayList<>(head.path());
            if (steps() == 0) {
                own = new Term.Var(own.name() + suffix, own.at());
            } else {
                Term.Scalar last = (Term.Scalar) path.get(steps() - 1);
                path.set(
                        steps() - 1,
                        new Term.Scalar(StringValue.of(((StringValue) last.value()).value() + suffix), last.at()));
            }
            return new Rule.Head(own, path, head.arguments(), head.contains(), head.value(), head.at());
        }
    }
}
