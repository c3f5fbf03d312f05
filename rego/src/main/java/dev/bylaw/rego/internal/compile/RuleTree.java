package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.builtin.BuiltinSet;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All rules below {@code data}, by path. Immutable once it is built. */
public final class RuleTree {
    /** The most rules that a policy may have. */
    public static final int MAX_RULES = 50_000;

    /** A place below {@code data}: a package, a part of a name, or a group of rules. */
    public static final class Node {
        private final Map<String, Node> children = new TreeMap<>();
        private RuleGroup group;

        /** {@return the places directly below, sorted by name} */
        public Map<String, Node> children() {
            return Collections.unmodifiableMap(children);
        }

        /** {@return the rules at this place} */
        public Optional<RuleGroup> group() {
            return Optional.ofNullable(group);
        }
    }

    private final Node root = new Node();
    private final List<RuleGroup> groups = new ArrayList<>();

    private final BuiltinSet builtins;
    private final Annotations annotations;

    private RuleTree(List<SourceModule> modules, BuiltinSet builtins) {
        this.builtins = builtins;
        this.annotations = new Annotations(modules);
    }

    /** Puts the rules of all modules into a tree and checks that they do not contradict each other. */
    public static RuleTree of(List<SourceModule> modules, BuiltinSet builtins, Diagnostics diagnostics) {
        RuleTree tree = new RuleTree(modules, builtins);
        long rules = 0;
        for (SourceModule module : modules) {
            if (diagnostics.isTooLong(module.packagePath(), module.packageAt())) {
                continue;
            }
            tree.packageNode(module);
            rules += module.rules().size();
            if (rules > MAX_RULES) {
                diagnostics.error(
                        module.packageAt(),
                        Diagnostics.COMPILE_ERROR,
                        "the policy has more than " + MAX_RULES + " rules");
                diagnostics.throwIfAny();
            }
            for (Rule rule : module.rules()) {
                if (!diagnostics.isTooLong(rule.head().path(), rule.at())) {
                    tree.add(module, rule, diagnostics);
                }
            }
        }
        tree.checkNesting(tree.root, diagnostics);
        return tree;
    }

    /** {@return the root, {@code data}} */
    public Node root() {
        return root;
    }

    /** {@return the annotations of all modules} */
    Annotations annotations() {
        return annotations;
    }

    /** {@return the builtins that the rules may call} */
    public BuiltinSet builtins() {
        return builtins;
    }

    /** {@return all groups, in the order of their ids} */
    public List<RuleGroup> groups() {
        return Collections.unmodifiableList(groups);
    }

    /** {@return the group at a path below {@code data}} */
    public Optional<RuleGroup> find(List<String> path) {
        return node(path).flatMap(Node::group);
    }

    /** {@return the place at a path below {@code data}} */
    public Optional<Node> node(List<String> path) {
        Node node = root;
        for (String step : path) {
            node = node.children.get(step);
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }

    /** {@return a path below {@code data} with dots, beginning with {@code data}} */
    static String nameOf(List<String> path) {
        return path.isEmpty() ? "data" : "data." + String.join(".", path);
    }

    /** {@return how many leading steps of a rule's name are fixed: its own name and string constants behind it} */
    static int fixedSteps(Rule.Head head) {
        int fixed = 0;
        while (fixed < head.path().size() && stringOf(head.path().get(fixed)).isPresent()) {
            fixed++;
        }
        return fixed;
    }

    static Optional<String> stringOf(Term term) {
        return term instanceof Term.Scalar scalar && scalar.value() instanceof StringValue text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    /** {@return the path of the group that a rule belongs to} */
    static List<String> groupPath(SourceModule module, Rule.Head head) {
        List<String> path = new ArrayList<>(module.packagePath());
        path.add(head.name().name());
        for (Term step : head.path().subList(0, fixedSteps(head))) {
            path.add(stringOf(step).orElseThrow());
        }
        return path;
    }

    private static RuleGroup.Kind kindOf(Rule.Head head) {
        if (head.arguments().isPresent()) {
            return RuleGroup.Kind.FUNCTION;
        }
        if (fixedSteps(head) < head.path().size()) {
            return RuleGroup.Kind.OBJECT;
        }
        return head.contains().isPresent() ? RuleGroup.Kind.SET : RuleGroup.Kind.COMPLETE;
    }

    private Node packageNode(SourceModule module) {
        Node node = root;
        for (String step : module.packagePath()) {
            node = node.children.computeIfAbsent(step, name -> new Node());
        }
        return node;
    }

    private void add(SourceModule module, Rule rule, Diagnostics diagnostics) {
        List<String> path = groupPath(module, rule.head());
        RuleGroup.Kind kind = kindOf(rule.head());
        Node node = root;
        for (String step : path) {
            node = node.children.computeIfAbsent(step, name -> new Node());
        }
        if (node.group == null) {
            node.group = new RuleGroup(groups.size(), path, kind);
            groups.add(node.group);
        }
        RuleGroup group = node.group;
        RuleGroup.Source source = new RuleGroup.Source(module, rule);
        boolean sameArity = group.sources().isEmpty()
                || group.arity() == rule.head().arguments().map(List::size).orElse(0);
        if (group.kind() != kind || !sameArity) {
            diagnostics.error(
                    rule.at(),
                    Diagnostics.TYPE_ERROR,
                    "conflicting rules " + group.name() + " found: it is " + describe(group.kind(), group.arity())
                            + " at " + group.at() + ", and here "
                            + describe(
                                    kind,
                                    rule.head().arguments().map(List::size).orElse(0)),
                    "give one of them another name, or the same form");
            return;
        }
        if (rule.isDefault()) {
            for (RuleGroup.Source other : group.sources()) {
                if (other.rule().isDefault()) {
                    diagnostics.error(
                            rule.at(),
                            Diagnostics.TYPE_ERROR,
                            "multiple default rules " + group.name() + " found at "
                                    + other.rule().at() + ", " + rule.at(),
                            "a rule has one default; leave one out");
                    return;
                }
            }
        }
        group.add(source);
    }

    private static String describe(RuleGroup.Kind kind, int arity) {
        return switch (kind) {
            case COMPLETE -> "a complete rule";
            case SET -> "a partial set";
            case OBJECT -> "a partial object";
            case FUNCTION -> "a function of " + arity + (arity == 1 ? " parameter" : " parameters");
        };
    }

    private void checkNesting(Node node, Diagnostics diagnostics) {
        for (Node child : node.children.values()) {
            RuleGroup group = child.group;
            if (group != null && group.kind() != RuleGroup.Kind.OBJECT && !child.children.isEmpty()) {
                List<RuleGroup> below = new ArrayList<>();
                collect(child, below);
                String others = below.isEmpty()
                        ? "a package of that name"
                        : below.get(0).name() + " at " + below.get(0).at();
                diagnostics.error(
                        group.at(),
                        Diagnostics.TYPE_ERROR,
                        "rule " + group.name() + " conflicts with " + others,
                        "a rule with one value has nothing below its name; rename one of them");
            }
            checkNesting(child, diagnostics);
        }
    }

    private static void collect(Node node, List<RuleGroup> into) {
        for (Node child : node.children.values()) {
            if (child.group != null) {
                into.add(child.group);
            }
            collect(child, into);
        }
    }
}
