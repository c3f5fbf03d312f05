package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.LiteralReference.Origin;
import dev.bylaw.rego.StringValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which parts of the documents terms stand for, as far as that is plain: through variables, helper rules, and the
 * parameters of functions that all callers give a known part. An empty answer means that nothing is known.
 */
final class Origins {
    /** A name with more origins than this is not worth following. */
    private static final int MOST = 16;

    /** Deeper paths are not looked at; this also ends what refers to itself. */
    private static final int LONGEST = 24;

    /** How many names are followed for one answer. */
    private static final int MOST_FOLLOWED = 1000;

    /** Which documents a modifier around a term replaces, and whose rule it is in. */
    record Where(List<String> packagePath, boolean input, boolean data) {
        Where by(List<Ir.With> withs) {
            boolean ofInput = input;
            boolean ofData = data;
            for (Ir.With with : withs) {
                ofInput |= with instanceof Ir.With.OnInput;
                ofData |= with instanceof Ir.With.OnData;
            }
            return new Where(packagePath, ofInput, ofData);
        }
    }

    /** A term that a variable equals, or of which it is a member. */
    private record Meaning(Ir.Term term, boolean member, Where where) {}

    private final RuleTree tree;
    private final Map<Variable, List<Meaning>> meanings = new IdentityHashMap<>();
    private final Map<List<String>, List<List<Meaning>>> calls = new HashMap<>();
    private final Map<Variable, Parameter> parameters = new IdentityHashMap<>();
    private final Set<Object> active = new HashSet<>();
    private int followed;

    private record Parameter(List<String> function, int index) {}

    Origins(RuleTree tree) {
        this.tree = tree;
    }

    /** The variable is a parameter of a function. */
    void parameter(Variable variable, RuleGroup function, int index) {
        parameters.put(variable, new Parameter(function.path(), index));
    }

    /** The term equals another one. */
    void equal(Ir.Term left, Ir.Term right, Where where) {
        means(left, new Meaning(right, false, where));
        means(right, new Meaning(left, false, where));
    }

    /** The term is a member of another one. */
    void member(Ir.Term value, Ir.Term domain, Where where) {
        means(value, new Meaning(domain, true, where));
    }

    private void means(Ir.Term term, Meaning meaning) {
        if (term instanceof Ir.Local local) {
            meanings.computeIfAbsent(local.variable(), variable -> new ArrayList<>())
                    .add(meaning);
        }
    }

    /** A function is called. */
    void call(Ir.FunctionCall call, Where where) {
        calls.computeIfAbsent(call.path(), path -> new ArrayList<>())
                .add(call.arguments().stream()
                        .map(argument -> new Meaning(argument, false, where))
                        .toList());
    }

    /** {@return what a term may stand for} */
    Set<Origin> of(Ir.Term term, Where where) {
        if (term instanceof Ir.Input) {
            return where.input() ? Set.of() : Set.of(new Origin(where.packagePath(), List.of(Optional.of("input"))));
        }
        if (term instanceof Ir.Data) {
            return where.data() ? Set.of() : Set.of(new Origin(where.packagePath(), List.of(Optional.of("data"))));
        }
        if (term instanceof Ir.Local local) {
            return variable(local.variable(), false);
        }
        if (term instanceof Ir.Reference reference) {
            return reference(reference, where);
        }
        if (term instanceof Ir.FunctionCall call) {
            return tree.find(call.path()).map(this::values).orElse(Set.of());
        }
        return term instanceof Ir.BuiltinCall call ? lookup(call, where) : Set.of();
    }

    /** What {@code object.get} with a constant key looks up. */
    private Set<Origin> lookup(Ir.BuiltinCall call, Where where) {
        return call.builtin().name().equals("object.get")
                ? below(
                        of(call.arguments().get(0), where),
                        step(call.arguments().get(1)))
                : Set.of();
    }

    /** {@return the step that a term is; empty where it may be any} */
    static Optional<String> step(Ir.Term operand) {
        return operand instanceof Ir.Constant constant && constant.value() instanceof StringValue text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    private Set<Origin> reference(Ir.Reference reference, Where where) {
        List<Ir.Term> operands = reference.operands();
        Optional<RuleGroup> group = rule(reference);
        Set<Origin> found;
        int next = 0;
        if (group.isPresent()) {
            next = group.get().path().size();
            if (group.get().kind() == RuleGroup.Kind.SET && next < operands.size()) {
                next++;
            } else if (group.get().kind() != RuleGroup.Kind.COMPLETE) {
                return Set.of();
            }
            found = values(group.get());
        } else if (!operands.isEmpty() && reference.head() instanceof Ir.Local local) {
            Set<Origin> members = variable(local.variable(), true);
            found = step(operands.get(0)).isPresent() || members.isEmpty()
                    ? variable(local.variable(), false)
                    : members;
            next = step(operands.get(0)).isPresent() || members.isEmpty() ? 0 : 1;
        } else {
            found = of(reference.head(), where);
        }
        for (Ir.Term operand : operands.subList(next, operands.size())) {
            found = below(found, step(operand));
        }
        return found;
    }

    /** {@return the rule that a reference begins with} */
    Optional<RuleGroup> rule(Ir.Reference reference) {
        if (!(reference.head() instanceof Ir.Data)) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>();
        for (Ir.Term operand : reference.operands()) {
            Optional<String> step = step(operand);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            path.add(step.get());
            Optional<RuleGroup> group = tree.find(path);
            if (group.isPresent()) {
                return group;
            }
        }
        return Optional.empty();
    }

    private Set<Origin> members(Ir.Term domain, Where where) {
        if (domain instanceof Ir.Local local) {
            return variable(local.variable(), true);
        }
        if (domain instanceof Ir.Comprehension comprehension && comprehension.kind() != Ir.Collection.OBJECT) {
            return of(comprehension.value(), where);
        }
        if (domain instanceof Ir.ArrayOf array) {
            return all(array.items(), where);
        }
        if (domain instanceof Ir.SetOf set) {
            return all(set.members(), where);
        }
        if (domain instanceof Ir.Reference reference) {
            Optional<RuleGroup> group = rule(reference);
            if (group.isPresent()
                    && group.get().path().size() == reference.operands().size()) {
                return group.get().kind() == RuleGroup.Kind.SET ? values(group.get()) : membersOfValues(group.get());
            }
        }
        if (domain instanceof Ir.FunctionCall call) {
            return tree.find(call.path()).map(this::membersOfValues).orElse(Set.of());
        }
        return below(of(domain, where), Optional.empty());
    }

    private Set<Origin> all(List<Ir.Term> terms, Where where) {
        return union(terms.stream().map(term -> of(term, where)).toList());
    }

    private Set<Origin> variable(Variable variable, boolean member) {
        if (!begin(new Asked(variable, member))) {
            return Set.of();
        }
        try {
            for (Meaning meaning : meanings.getOrDefault(variable, List.of())) {
                Set<Origin> found = of(meaning, member);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            Parameter parameter = parameters.get(variable);
            if (parameter == null) {
                return Set.of();
            }
            List<Set<Origin>> given = new ArrayList<>();
            for (List<Meaning> call : calls.getOrDefault(parameter.function(), List.of())) {
                given.add(parameter.index() < call.size() ? of(call.get(parameter.index()), member) : Set.of());
            }
            return union(given);
        } finally {
            active.remove(new Asked(variable, member));
        }
    }

    private Set<Origin> of(Meaning meaning, boolean member) {
        if (meaning.member()) {
            Set<Origin> found = members(meaning.term(), meaning.where());
            return member ? below(found, Optional.empty()) : found;
        }
        return member ? members(meaning.term(), meaning.where()) : of(meaning.term(), meaning.where());
    }

    private Set<Origin> values(RuleGroup group) {
        return branches(group, false);
    }

    private Set<Origin> membersOfValues(RuleGroup group) {
        return branches(group, true);
    }

    private Set<Origin> branches(RuleGroup group, boolean member) {
        if (group.kind() == RuleGroup.Kind.OBJECT
                || group.defaultRule().isPresent()
                || !begin(new Asked(group, member))) {
            return Set.of();
        }
        try {
            List<Set<Origin>> found = new ArrayList<>();
            for (Ir.Rule rule : group.rules()) {
                Where where = new Where(packageOf(group, rule), false, false);
                rule.branches()
                        .forEach(branch ->
                                found.add(member ? members(branch.value(), where) : of(branch.value(), where)));
            }
            return union(found);
        } finally {
            active.remove(new Asked(group, member));
        }
    }

    /** What is being followed; variables and groups of rules are compared by identity. */
    private record Asked(Object name, boolean member) {}

    private boolean begin(Asked asked) {
        followed = active.isEmpty() ? 0 : followed + 1;
        return followed < MOST_FOLLOWED && active.add(asked);
    }

    /** {@return the package of the module that a rule stands in} */
    static List<String> packageOf(RuleGroup group, Ir.Rule rule) {
        return group.sources().stream()
                .filter(source -> source.rule().at().equals(rule.at()))
                .findFirst()
                .orElse(group.sources().get(0))
                .module()
                .packagePath();
    }

    /** All of them; nothing where nothing is known of one. */
    private static Set<Origin> union(List<Set<Origin>> parts) {
        Set<Origin> all = new LinkedHashSet<>();
        for (Set<Origin> part : parts) {
            if (part.isEmpty()) {
                return Set.of();
            }
            all.addAll(part);
        }
        return all.size() > MOST ? Set.of() : all;
    }

    private static Set<Origin> below(Set<Origin> origins, Optional<String> step) {
        Set<Origin> below = new LinkedHashSet<>();
        for (Origin origin : origins) {
            if (origin.path().size() == LONGEST) {
                return Set.of();
            }
            List<Optional<String>> path = new ArrayList<>(origin.path());
            path.add(step);
            below.add(new Origin(origin.packagePath(), path));
        }
        return below;
    }
}
