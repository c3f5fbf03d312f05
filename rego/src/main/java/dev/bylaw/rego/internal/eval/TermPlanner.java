package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans terms whose variables all have values. */
final class TermPlanner {
    /** Builtins of one argument that give the same for an array in any order. */
    private static final Set<String> ORDERLESS = Set.of("count", "max", "min", "sort");

    private final Planner planner;
    private final Plan plan;

    /** The slots of references and relations that a step goes through. */
    private final Map<Ir.Term, Integer> iterated = new IdentityHashMap<>();

    TermPlanner(Planner planner, Plan plan) {
        this.planner = planner;
        this.plan = plan;
    }

    void remember(Ir.Term term, int slot) {
        iterated.put(term, slot);
    }

    Compute[] all(List<Ir.Term> terms, Set<Variable> enclosing) {
        Compute[] computes = new Compute[terms.size()];
        for (int i = 0; i < computes.length; i++) {
            computes[i] = of(terms.get(i), enclosing);
        }
        return computes;
    }

    Compute of(Ir.Term term, Set<Variable> enclosing) {
        Integer slot = iterated.get(term);
        if (slot != null) {
            return new Computes.Slot(slot);
        }
        if (term instanceof Ir.Constant constant) {
            return new Computes.Constant(constant.value());
        }
        if (term instanceof Ir.Local local) {
            return new Computes.Slot(planner.slot(local.variable()));
        }
        if (term instanceof Ir.Input) {
            return new Computes.Input();
        }
        if (term instanceof Ir.Data) {
            return plan.data(List.of(), new Compute[0]);
        }
        if (term instanceof Ir.Reference reference) {
            return reference(reference, enclosing);
        }
        if (term instanceof Ir.ArrayOf array) {
            return new Computes.ArrayLiteral(all(array.items(), enclosing));
        }
        if (term instanceof Ir.SetOf set) {
            return new Computes.SetLiteral(all(set.members(), enclosing));
        }
        if (term instanceof Ir.ObjectOf object) {
            return object(object, enclosing);
        }
        if (term instanceof Ir.BuiltinCall call) {
            return builtin(call, enclosing);
        }
        if (term instanceof Ir.FunctionCall call) {
            return plan.call(call.path(), all(call.arguments(), enclosing), call.at());
        }
        if (term instanceof Ir.Template template) {
            return new Texts.Template(all(template.parts(), enclosing), template.at());
        }
        return comprehension((Ir.Comprehension) term, false, enclosing);
    }

    private Compute builtin(Ir.BuiltinCall call, Set<Variable> enclosing) {
        Compute[] arguments;
        if (ORDERLESS.contains(call.builtin().name()) && call.arguments().get(0) instanceof Ir.Comprehension inner) {
            arguments = new Compute[] {comprehension(inner, true, enclosing)};
        } else {
            arguments = all(call.arguments(), enclosing);
        }
        return switch (call.builtin().name()) {
            case "equal", "eq" -> new Calls.Equality(arguments[0], arguments[1], true);
            case "neq" -> new Calls.Equality(arguments[0], arguments[1], false);
            default -> {
                Value[] known = new Value[arguments.length];
                for (int i = 0; i < known.length; i++) {
                    known[i] = arguments[i] instanceof Computes.Constant constant ? constant.value : null;
                }
                yield new Calls.BuiltinCall(call.builtin().prepared(known), arguments, plan.functions(), call.at());
            }
        };
    }

    private Compute object(Ir.ObjectOf object, Set<Variable> enclosing) {
        Compute[] values = all(object.values(), enclosing);
        List<Value> keys = new ArrayList<>();
        Set<Value> seen = new HashSet<>();
        for (Ir.Term key : object.keys()) {
            if (!(key instanceof Ir.Constant constant) || !seen.add(constant.value())) {
                return new Computes.ObjectLiteral(all(object.keys(), enclosing), values);
            }
            keys.add(constant.value());
        }
        return new Computes.FixedObject(ObjectValue.template(keys), values);
    }

    private Compute reference(Ir.Reference reference, Set<Variable> enclosing) {
        Compute[] operands = all(reference.operands(), enclosing);
        if (reference.head() instanceof Ir.Data) {
            return plan.data(reference.operands(), operands);
        }
        Compute value = of(reference.head(), enclosing);
        for (Compute operand : operands) {
            value = new Computes.Member(value, operand);
        }
        return value;
    }

    /** A comprehension; {@code orderless} says that the order of an array does not matter. */
    private Compute comprehension(Ir.Comprehension comprehension, boolean orderless, Set<Variable> enclosing) {
        int collector = planner.newCollector();
        List<Ir.Term> heads = new ArrayList<>();
        comprehension.key().ifPresent(heads::add);
        heads.add(comprehension.value());
        boolean outer = planner.order(orderless || comprehension.kind() != Ir.Collection.ARRAY, comprehension.body());
        List<Step> steps = new ArrayList<>();
        planner.watch().enter(comprehension.body(), steps);
        steps.addAll(planner.block(comprehension.body(), heads, enclosing));
        planner.watch().exit(comprehension.body(), planner, steps);
        planner.order(outer);
        Compute value = of(comprehension.value(), enclosing);
        if (comprehension.key().isPresent()) {
            Compute key = of(comprehension.key().get(), enclosing);
            steps.add(new Closures.Put(collector, key, value, comprehension.at()));
            return new Closures.ObjectComprehension(Planner.chain(steps), collector);
        }
        steps.add(new Closures.Add(collector, value));
        Step first = Planner.chain(steps);
        return comprehension.kind() == Ir.Collection.SET
                ? new Closures.SetComprehension(first, collector)
                : new Closures.ArrayComprehension(first, collector);
    }
}
