package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.RuleTree;
import dev.bylaw.rego.internal.compile.Variable;
import dev.bylaw.rego.internal.compile.Variables;
import dev.bylaw.rego.internal.eval.Observer.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts steps between those of a plan that tell an observer what happens; none where nobody will observe. */
final class Watch {
    static final Watch OFF = new Watch(false);
    static final Watch ON = new Watch(true);

    private final boolean on;

    private Watch(boolean on) {
        this.on = on;
    }

    /** Ends the search for solutions of a branch where OPA would not begin it. */
    Optional<Step> gate(RuleTree tree, Ir.Rule rule, Ir.Branch branch) {
        return on ? OpaIndex.gate(tree, rule, branch) : Optional.empty();
    }

    /** What is evaluated of a branch: OPA puts a computed value in the place of a body that is only {@code true}. */
    Ir.Block body(Ir.Branch branch) {
        List<Ir.Statement> statements = branch.body().statements();
        boolean replaced = on
                && statements.size() == 2
                && statements.get(0) instanceof Ir.Test test
                && test.withs().isEmpty()
                && test.term() instanceof Ir.Constant constant
                && constant.value().equals(BooleanValue.TRUE)
                && statements.get(1) instanceof Ir.Unify unify
                && unify.left() instanceof Ir.Local left
                && branch.value() instanceof Ir.Local value
                && left.variable() == value.variable()
                && left.variable().isGenerated();
        return replaced ? new Ir.Block(statements.subList(1, 2)) : branch.body();
    }

    /** The beginning of a rule. */
    void enter(String rule, RegoLocation at, List<Step> steps) {
        if (on) {
            Probe probe = new Probe(Probe.Kind.RULE, at, Optional.of(rule), List.of());
            steps.add(new Around(Event.ENTER, Event.LEAVE, probe));
        }
    }

    /** The end of a rule. */
    void exit(String rule, RegoLocation at, Ir.Branch branch, Planner planner, List<Step> steps) {
        if (on) {
            List<Ir.Term> terms = new ArrayList<>(branch.keys());
            terms.add(branch.value());
            Set<Variable> variables = Variables.of(branch.body()).direct();
            variables.addAll(Variables.of(terms).direct());
            Probe probe = new Probe(Probe.Kind.RULE, at, Optional.of(rule), locals(variables, planner));
            steps.add(new Around(Event.EXIT, Event.BACK, probe));
        }
    }

    /** The beginning of a query or a closure. */
    void enter(Ir.Block block, List<Step> steps) {
        if (on && !block.statements().isEmpty()) {
            steps.add(new Around(
                    Event.ENTER, Event.LEAVE, new Probe(Probe.Kind.BODY, place(block), Optional.empty(), List.of())));
        }
    }

    /** The end of a query or a closure. */
    void exit(Ir.Block block, Planner planner, List<Step> steps) {
        if (on && !block.statements().isEmpty()) {
            List<Probe.Local> locals = locals(Variables.of(block).direct(), planner);
            steps.add(new Around(
                    Event.EXIT, Event.BACK, new Probe(Probe.Kind.BODY, place(block), Optional.empty(), locals)));
        }
    }

    /** The beginning of a statement. */
    void before(Ir.Statement statement, Planner planner, List<Step> steps) {
        if (on) {
            steps.add(new Around(Event.EVAL, Event.DONE, expression(statement, planner)));
        }
    }

    /** The end of a statement. */
    void after(Ir.Statement statement, Planner planner, List<Step> steps) {
        if (on) {
            steps.add(new Around(Event.SOLVED, Event.REDO, expression(statement, planner)));
        }
    }

    private static Probe expression(Ir.Statement statement, Planner planner) {
        Variables variables = Variables.of(statement);
        List<Variable> all = new ArrayList<>(variables.direct());
        all.addAll(variables.nested());
        return new Probe(Probe.Kind.EXPRESSION, statement.at(), Optional.empty(), locals(all, planner));
    }

    private static List<Probe.Local> locals(Iterable<Variable> variables, Planner planner) {
        List<Probe.Local> locals = new ArrayList<>();
        for (Variable variable : variables) {
            if (!variable.isGenerated() && planner.isAssigned(variable)) {
                Probe.Local local = new Probe.Local(variable.name(), planner.slot(variable));
                if (!locals.contains(local)) {
                    locals.add(local);
                }
            }
        }
        locals.sort((a, b) -> a.name().compareTo(b.name()));
        return locals;
    }

    /** From the first to the last statement. */
    private static RegoLocation place(Ir.Block block) {
        RegoLocation start = block.statements().get(0).at();
        RegoLocation end = start;
        for (Ir.Statement statement : block.statements()) {
            RegoLocation at = statement.at();
            if (at.compareTo(start) < 0) {
                start = at;
            }
            if (at.endRow() > end.endRow() || (at.endRow() == end.endRow() && at.endColumn() > end.endColumn())) {
                end = at;
            }
        }
        return new RegoLocation(start.file(), start.row(), start.column(), end.endRow(), end.endColumn());
    }

    /** Tells two things: one before what follows, one after it. */
    private static final class Around extends Step {
        private final Event before;
        private final Event after;
        private final Probe probe;

        Around(Event before, Event after, Probe probe) {
            this.before = before;
            this.after = after;
            this.probe = probe;
        }

        @Override
        boolean run(Frame frame) {
            Observer observer = frame.run.observer;
            if (observer == null) {
                return next.run(frame);
            }
            observer.event(before, probe, frame.slots);
            boolean stop = next.run(frame);
            observer.event(after, probe, frame.slots);
            return stop;
        }
    }
}
