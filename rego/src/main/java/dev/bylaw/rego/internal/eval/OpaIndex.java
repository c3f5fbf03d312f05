package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.RuleTree;
import dev.bylaw.rego.internal.compile.TermWalk;
import dev.bylaw.rego.internal.compile.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Leaves out the rules that OPA's index leaves out (version 1.22), so that what is observed counts the same lines: no
 * expression of a rule is evaluated where a place of the input, of a base document or of an argument shows that another
 * one cannot hold. Used only where evaluations are observed.
 */
final class OpaIndex {
    private static final int INPUT = -1;
    private static final int DATA = -2;

    /** Where a value stands: at a path of the input, of the base document, or of an argument. */
    private record Place(int root, List<Value> path) {}

    /** What a value must be for the rule to have a solution. */
    private record Condition(Place place, Predicate<Value> test) {}

    private final RuleTree tree;
    private final List<Ir.Term> parameters;
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<Variable, Place> aliases = new IdentityHashMap<>();
    private final Map<Variable, Value> constants = new IdentityHashMap<>();

    private OpaIndex(RuleTree tree, List<Ir.Term> parameters) {
        this.tree = tree;
        this.parameters = parameters;
    }

    /** A step that ends the search where the index of OPA would leave the branch out; empty where it never would. */
    static Optional<Step> gate(RuleTree tree, Ir.Rule rule, Ir.Branch branch) {
        OpaIndex index = new OpaIndex(tree, rule.parameters());
        if (rule.isDefault() || prints(branch.body())) {
            return Optional.empty();
        }
        branch.body().statements().forEach(index::statement);
        return index.conditions.isEmpty() ? Optional.empty() : Optional.of(new Gate(List.copyOf(index.conditions)));
    }

    /** What prints is always evaluated, and so is a test that names its cases. */
    private static boolean prints(Ir.Block block) {
        for (Ir.Statement statement : block.statements()) {
            boolean nested = statement instanceof Ir.Not not && prints(not.block())
                    || statement instanceof Ir.Every every && prints(every.body())
                    || statement instanceof Ir.Test test
                            && test.term() instanceof Ir.BuiltinCall call
                            && call.builtin().name().equals("internal.test_case");
            if (statement instanceof Ir.Print || nested) {
                return true;
            }
        }
        boolean[] found = {false};
        new TermWalk(term -> found[0] |= term instanceof Ir.Comprehension inner && prints(inner.body()), with -> {})
                .block(block);
        return found[0];
    }

    private void statement(Ir.Statement statement) {
        if (!statement.withs().isEmpty()) {
            return;
        }
        if (statement instanceof Ir.Test test) {
            if (test.term() instanceof Ir.BuiltinCall call) {
                call(call);
            } else if (test.term() instanceof Ir.FunctionCall call) {
                call.arguments().forEach(this::operand);
            } else {
                place(test.term()).filter(place -> place.root() < 0).ifPresent(this::defined);
            }
        } else if (statement instanceof Ir.Unify unify) {
            equation(unify.left(), unify.right());
        } else if (statement instanceof Ir.Iterate iterate && !(iterate.domain() instanceof Ir.Reference)) {
            operand(iterate.domain());
        }
    }

    private void call(Ir.BuiltinCall call) {
        List<Ir.Term> arguments = call.arguments();
        String name = call.builtin().name();
        if ((name.equals("equal") || name.equals("eq")) && arguments.size() == 2) {
            equation(arguments.get(0), arguments.get(1));
            return;
        }
        arguments.forEach(this::operand);
        switch (name) {
            case "internal.member_2" -> member(arguments.get(0), arguments.get(1));
            case "startswith" -> affix(arguments, String::startsWith);
            case "endswith" -> affix(arguments, String::endsWith);
            case "strings.any_prefix_match" -> affix(arguments, String::startsWith);
            case "strings.any_suffix_match" -> affix(arguments, String::endsWith);
            default -> {}
        }
    }

    private interface Affix {
        boolean matches(String text, String part);
    }

    private void affix(List<Ir.Term> arguments, Affix affix) {
        Optional<Place> place = place(arguments.get(0)).filter(found -> found.root() < 0);
        List<Value> parts = constant(arguments.get(1)).map(OpaIndex::members).orElse(List.of());
        boolean texts = parts.stream().allMatch(part -> part instanceof StringValue);
        if (place.isPresent() && !parts.isEmpty() && texts) {
            conditions.add(new Condition(
                    place.get(),
                    value -> value instanceof StringValue whole
                            && parts.stream()
                                    .anyMatch(part -> affix.matches(whole.value(), ((StringValue) part).value()))));
        }
    }

    /** The values of a collection; of anything else itself. */
    private static List<Value> members(Value value) {
        if (value instanceof ArrayValue array) {
            return array.items();
        }
        if (value instanceof SetValue set) {
            return set.members();
        }
        if (value instanceof ObjectValue object) {
            List<Value> values = new ArrayList<>();
            object.keys().forEach(key -> values.add(object.get(key)));
            return values;
        }
        return List.of(value);
    }

    private void member(Ir.Term wanted, Ir.Term collection) {
        Optional<Place> place = place(wanted);
        Optional<Value> fixed = constant(collection);
        if (place.isPresent()) {
            if (fixed.isPresent()
                    && isCollection(fixed.get())
                    && !members(fixed.get()).isEmpty()) {
                List<Value> members = members(fixed.get());
                conditions.add(new Condition(place.get(), members::contains));
            }
            return;
        }
        Optional<Place> held = place(collection).filter(found -> found.root() < 0);
        Optional<Value> value = constant(wanted);
        if (held.isPresent() && value.isPresent() && !isCollection(value.get())) {
            conditions.add(new Condition(
                    held.get(), found -> isCollection(found) && members(found).contains(value.get())));
        }
    }

    private static boolean isCollection(Value value) {
        return value instanceof ArrayValue || value instanceof SetValue || value instanceof ObjectValue;
    }

    private void equation(Ir.Term left, Ir.Term right) {
        if (!side(left, right) && !side(right, left)) {
            parts(left);
            parts(right);
        }
    }

    /** One side as a place; says whether it is one that the other side tells something about. */
    private boolean side(Ir.Term term, Ir.Term other) {
        Optional<Place> place = place(term);
        Optional<Value> value = constant(other);
        if (place.isPresent()) {
            if (value.isPresent()) {
                Value wanted = value.get();
                if (!isCollection(wanted)) {
                    conditions.add(new Condition(place.get(), wanted::equals));
                }
                return true;
            }
            if (other instanceof Ir.Local local && !(term instanceof Ir.Local)) {
                aliases.putIfAbsent(local.variable(), place.get());
                defined(place.get());
                return true;
            }
            return false;
        }
        if (term instanceof Ir.Reference reference
                && !reference.operands().isEmpty()
                && value.isPresent()
                && !isCollection(value.get())) {
            // A member of any position: place[_] == value.
            int last = reference.operands().size() - 1;
            boolean any = reference.operands().get(last) instanceof Ir.Local local
                    && local.variable().isGenerated();
            List<Ir.Term> before = reference.operands().subList(0, last);
            Optional<Place> held =
                    any ? path(reference.head(), before).filter(found -> found.root() < 0) : Optional.empty();
            held.ifPresent(found -> conditions.add(new Condition(
                    found, inner -> isCollection(inner) && members(inner).contains(value.get()))));
            return held.isPresent();
        }
        if (term instanceof Ir.Local local && value.isPresent()) {
            constants.putIfAbsent(local.variable(), value.get());
            return true;
        }
        return false;
    }

    /** What stands inside a side of an equation. */
    private void parts(Ir.Term term) {
        if (!(term instanceof Ir.Reference)) {
            operand(term);
        }
    }

    /** An operand of a call: OPA looks at places in it before the call, so they must be defined. */
    private void operand(Ir.Term term) {
        if (term instanceof Ir.Reference || term instanceof Ir.Input) {
            place(term).filter(place -> place.root() < 0).ifPresent(this::defined);
        } else if (term instanceof Ir.BuiltinCall call) {
            call.arguments().forEach(this::operand);
        } else if (term instanceof Ir.FunctionCall call) {
            call.arguments().forEach(this::operand);
        } else if (term instanceof Ir.ArrayOf array) {
            array.items().forEach(this::operand);
        } else if (term instanceof Ir.SetOf set) {
            set.members().forEach(this::operand);
        } else if (term instanceof Ir.ObjectOf object) {
            object.keys().forEach(this::operand);
            object.values().forEach(this::operand);
        }
    }

    private void defined(Place place) {
        conditions.add(new Condition(place, value -> true));
    }

    private Optional<Value> constant(Ir.Term term) {
        if (term instanceof Ir.Constant constant) {
            return Optional.of(constant.value());
        }
        return term instanceof Ir.Local local ? Optional.ofNullable(constants.get(local.variable())) : Optional.empty();
    }

    private Optional<Place> place(Ir.Term term) {
        if (term instanceof Ir.Reference reference) {
            return path(reference.head(), reference.operands());
        }
        return path(term, List.of());
    }

    private Optional<Place> path(Ir.Term head, List<Ir.Term> operands) {
        List<Value> path = new ArrayList<>();
        int root;
        if (head instanceof Ir.Input) {
            root = INPUT;
        } else if (head instanceof Ir.Data) {
            root = DATA;
        } else if (head instanceof Ir.Local local && aliases.containsKey(local.variable())) {
            root = aliases.get(local.variable()).root();
            path.addAll(aliases.get(local.variable()).path());
        } else if (head instanceof Ir.Local local && operands.isEmpty()) {
            root = parameter(local.variable());
            if (root < 0) {
                return Optional.empty();
            }
        } else {
            return Optional.empty();
        }
        for (Ir.Term operand : operands) {
            Optional<Value> step = constant(operand);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            path.add(step.get());
        }
        return root == DATA && isVirtual(path) ? Optional.empty() : Optional.of(new Place(root, path));
    }

    private int parameter(Variable variable) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) instanceof Ir.Local local && local.variable() == variable) {
                return i;
            }
        }
        return -1;
    }

    /** Whether rules stand at a path below data, above it or below it. */
    private boolean isVirtual(List<Value> path) {
        RuleTree.Node node = tree.root();
        for (Value step : path) {
            node = step instanceof StringValue text ? node.children().get(text.value()) : null;
            if (node == null) {
                return false;
            }
            if (node.group().isPresent()) {
                return true;
            }
        }
        return true;
    }

    /** Ends the search where a condition does not hold. */
    private static final class Gate extends Step {
        private final List<Condition> conditions;

        Gate(List<Condition> conditions) {
            this.conditions = conditions;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            if (run.observer == null) {
                return next.run(frame);
            }
            Doubt path = run.path;
            Doubt reads = run.reads;
            boolean possible = true;
            for (Condition condition : conditions) {
                Value value = value(frame, condition.place());
                possible = possible
                        && value != null
                        && (condition.test().test(value) || !value.doubt().isNone());
            }
            // Where something unknown was looked at, the rule itself has to find that out.
            boolean certain = run.reads == reads && run.path == path;
            run.path = path;
            run.reads = reads;
            return (possible || !certain) && next.run(frame);
        }

        private static Value value(Frame frame, Place place) {
            Context context = frame.run.context;
            Value value = place.root() == INPUT
                    ? context.input
                    : place.root() == DATA ? context.data : frame.slots[place.root()];
            for (Value step : place.path()) {
                if (value == null) {
                    return null;
                }
                value = Lookup.member(frame.run, value, step);
            }
            return value;
        }
    }
}
