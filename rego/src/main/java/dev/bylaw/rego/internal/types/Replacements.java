package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Recursion;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.compile.RuleTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code with} does to the types of a statement: what it replaces has the type of the replacement too. */
final class Replacements {
    private final RuleTree tree;
    private final List<List<Integer>> dependents = new ArrayList<>();
    private final Map<List<Object>, TypeTree> relaxed = new HashMap<>();
    private final Map<String, Shape> builtins = new HashMap<>();

    Replacements(RuleTree tree, Recursion recursion) {
        this.tree = tree;
        tree.groups().forEach(group -> dependents.add(new ArrayList<>()));
        for (RuleGroup group : tree.groups()) {
            recursion
                    .dependencies(group.id())
                    .forEach(used -> dependents.get(used).add(group.id()));
        }
    }

    /** The environment of a statement with modifiers. */
    Environment around(Environment environment, List<Ir.With> withs) {
        Environment here = environment;
        TypeTree replaced = new TypeTree();
        boolean changes = false;
        for (Ir.With with : withs) {
            Optional<TypeTree> dependent = relaxed(with);
            if (dependent.isPresent()) {
                here = here.with(dependent.get());
            }
            if (with instanceof Ir.With.OnInput input) {
                put(environment, Environment.INPUT, input.path(), input.value(), replaced);
                changes = true;
            } else if (with instanceof Ir.With.OnData data) {
                put(environment, Environment.DATA, data.path(), data.value(), replaced);
                changes = true;
            }
        }
        return changes ? here.with(replaced) : here;
    }

    private static void put(Environment environment, Value root, List<Ir.Term> path, Ir.Term value, TypeTree into) {
        Shape shape = Shape.ANY;
        boolean ground = path.stream().allMatch(step -> Terms.constant(step).isPresent());
        Shape target = environment.reference(root, path);
        Shape found = environment.shape(value);
        if (ground && target != Shape.Simple.UNKNOWN && found != Shape.Simple.UNKNOWN) {
            Shape either = Shapes.or(target, found);
            shape = either == Shape.Simple.UNKNOWN ? shape : either;
        }
        into.put(BodyCheck.fixed(root, path), shape);
    }

    /** The type of a function by the name that a modifier has for it. */
    Shape function(String name, Environment environment) {
        return name.startsWith("data.")
                ? environment.function(List.of(name.substring("data.".length()).split("\\.")))
                : builtin(name);
    }

    /** The declared type of a builtin; any where none is declared. */
    Shape builtin(String name) {
        return builtins.computeIfAbsent(
                name,
                unknown -> tree.builtins()
                        .signature(name)
                        .map(signature -> Shape.function(
                                signature.arguments().stream().map(Shapes::of).toList(),
                                signature.variadic().map(Shapes::of),
                                signature.result().map(Shapes::of).orElse(Shape.Simple.UNKNOWN)))
                        .orElse(Shape.ANY));
    }

    /** The rules that what a modifier replaces has an influence on, as documents of any type. */
    private Optional<TypeTree> relaxed(Ir.With with) {
        Set<Integer> changed = new LinkedHashSet<>();
        int kept = -1;
        List<Object> key;
        if (with instanceof Ir.With.OnData data) {
            List<Value> path = BodyCheck.fixed(Environment.DATA, data.path());
            key = new ArrayList<>(path);
            key.add(data.path().size());
            if (relaxed.containsKey(key)) {
                return Optional.of(relaxed.get(key));
            }
            below(tree.root(), data.path(), 0, changed);
        } else {
            String name = with instanceof Ir.With.FunctionByValue value
                    ? value.function()
                    : with instanceof Ir.With.FunctionByFunction function ? function.function() : "";
            if (!name.startsWith("data.")) {
                return Optional.empty();
            }
            Optional<RuleGroup> group =
                    tree.find(List.of(name.substring("data.".length()).split("\\.")));
            if (group.isEmpty()) {
                return Optional.empty();
            }
            kept = group.get().id();
            key = List.of("function", name);
            changed.add(kept);
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        int function = kept;
        return Optional.of(relaxed.computeIfAbsent(key, absent -> relax(changed, function)));
    }

    private TypeTree relax(Set<Integer> changed, int kept) {
        TypeTree documents = new TypeTree();
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(changed);
        while (!open.isEmpty()) {
            int id = open.remove();
            if (seen.get(id)) {
                continue;
            }
            seen.set(id);
            if (id != kept) {
                documents.put(
                        BodyCheck.named(Environment.DATA, tree.groups().get(id).path()), Shape.ANY);
            }
            open.addAll(dependents.get(id));
        }
        return documents;
    }

    /** The rules that a path can lead to or through. */
    private static void below(RuleTree.Node node, List<Ir.Term> path, int index, Set<Integer> into) {
        node.group().ifPresent(group -> into.add(group.id()));
        if (index >= path.size()) {
            node.children().values().forEach(child -> below(child, path, index + 1, into));
            return;
        }
        Optional<Value> constant = Terms.constant(path.get(index));
        node.children().forEach((name, child) -> {
            if (constant.isEmpty() || constant.get().equals(StringValue.of(name))) {
                below(child, path, index + 1, into);
            }
        });
    }
}
