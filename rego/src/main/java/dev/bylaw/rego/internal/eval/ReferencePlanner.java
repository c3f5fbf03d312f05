package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Variable;
import dev.bylaw.rego.internal.compile.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plans references with unbound variables: a scan for each of them, looks into the members between. */
final class ReferencePlanner {
    private final Planner planner;
    private final Plan plan;
    private final List<Step> steps;
    private final Set<Variable> enclosing;

    ReferencePlanner(Planner planner, Plan plan, List<Step> steps, Set<Variable> enclosing) {
        this.planner = planner;
        this.plan = plan;
        this.steps = steps;
        this.enclosing = enclosing;
    }

    void iterate(Ir.Reference reference) {
        List<Ir.Term> operands = reference.operands();
        int position = 0;
        Compute current;
        if (reference.head() instanceof Ir.Data) {
            // Rules and documents below data are told apart by as much of the path as is there before the first scan.
            while (position < operands.size() && isAssigned(operands.get(position))) {
                position++;
            }
            List<Ir.Term> known = operands.subList(0, position);
            current = plan.data(known, planner.terms().all(known, enclosing));
        } else {
            current = planner.terms().of(reference.head(), enclosing);
        }
        for (; position < operands.size(); position++) {
            Ir.Term operand = operands.get(position);
            if (isAssigned(operand)) {
                current = new Computes.Member(current, planner.terms().of(operand, enclosing));
            } else {
                int key = planner.scanSlot(operand);
                int value = planner.newSlot();
                steps.add(planner.scan(reference, position, current, key, value, enclosing));
                planner.scanned(operand, key, steps);
                current = new Computes.Slot(value);
            }
        }
        int result = planner.newSlot();
        steps.add(new Steps.Bind(result, current));
        planner.terms().remember(reference, result);
    }

    private boolean isAssigned(Ir.Term operand) {
        for (Variable variable : new ArrayList<>(Variables.of(operand).direct())) {
            if (!planner.isAssigned(variable)) {
                return false;
            }
        }
        return true;
    }
}
