package dev.bylaw.rego;

import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The cases of a data-driven test, put together of what its rule defines and of the cases it came to: one that it came to
 * and does not define has failed.
 */
final class TestCases {
    /** A case and its own cases. */
    private static final class Node {
        private final Map<String, Node> cases = new TreeMap<>();
        private boolean failed;
        private List<Value> path = List.of();
    }

    private final FailureFinder finder;
    private final RuleGroup.Source source;
    private final TestModules.TestName name;
    private final Node root = new Node();

    TestCases(FailureFinder finder, RuleGroup.Source source, TestModules.TestName name) {
        this.finder = finder;
        this.source = source;
        this.name = name;
    }

    /** Adds what the rule defines. */
    void add(Value value) {
        add(root, value);
    }

    private static boolean add(Node node, Value value) {
        if (value instanceof ObjectValue object) {
            for (Value key : object.keys()) {
                Node inner = node.cases.computeIfAbsent(text(key), name -> new Node());
                node.failed |= add(inner, object.get(key));
            }
        } else {
            node.failed = !value.equals(BooleanValue.TRUE) && !value.equals(NullValue.NULL);
        }
        return node.failed;
    }

    /** Adds a case that the test came to. */
    void reached(Value keys) {
        if (!(keys instanceof ArrayValue path)) {
            return;
        }
        List<Node> passed = new ArrayList<>(List.of(root));
        boolean isNew = false;
        for (Value key : path.items()) {
            Node node = passed.get(passed.size() - 1);
            isNew = !node.cases.containsKey(text(key));
            passed.add(node.cases.computeIfAbsent(text(key), name -> new Node()));
        }
        Node last = passed.get(passed.size() - 1);
        last.path = path.items();
        if (isNew) {
            passed.forEach(node -> node.failed = true);
        }
    }

    private static String text(Value key) {
        return key instanceof StringValue text ? text.value() : Json.write(key);
    }

    boolean passed() {
        return !root.failed;
    }

    List<TestCase> all() {
        return all(root);
    }

    private List<TestCase> all(Node node) {
        List<TestCase> all = new ArrayList<>();
        node.cases.forEach((text, inner) -> {
            List<FailedExpression> failed =
                    inner.failed && !inner.path.isEmpty() ? finder.find(source, keys(inner.path)) : List.of();
            all.add(new TestCase(text, !inner.failed, all(inner), failed));
        });
        return all;
    }

    /** Conditions that choose a case: that the keys of the head have its values. */
    private List<Expr> keys(List<Value> path) {
        List<Term> tail = source.rule()
                .head()
                .path()
                .subList(name.steps(), source.rule().head().path().size());
        List<Expr> conditions = new ArrayList<>();
        for (int i = 0; i < Math.min(tail.size(), path.size()); i++) {
            Term key = tail.get(i);
            literal(path.get(i), key.at()).ifPresent(value -> conditions.add(WrittenBodies.equal(key, value)));
        }
        return conditions;
    }

    private static Optional<Term> literal(Value value, RegoLocation at) {
        boolean scalar = !(value instanceof ArrayValue || value instanceof ObjectValue || value instanceof SetValue);
        return scalar ? Optional.of(new Term.Scalar(value, at)) : Optional.empty();
    }
}
