package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.TermWalk;
import dev.bylaw.rego.internal.compile.Variable;
import dev.bylaw.rego.internal.compile.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An equation behind a scan that only some members of the collection can fulfil: a place inside of them equals something
 * that is known before the scan.
 *
 * @param ofKey whether the place is in the key, not in the value
 * @param path the keys that lead to the place
 * @param wanted what stands on the other side
 */
record Join(boolean ofKey, List<Value> path, Ir.Term wanted) {
    /** Comparisons, which look at nothing else and never fail. */
    private static final Set<String> COMPARISONS =
            Set.of("equal", "eq", "neq", "lt", "lte", "gt", "gte", "internal.member_2");

    /**
     * Finds the equation. What stands between the scan and it must be without effects, for it is no longer evaluated for
     * the members that are left out.
     *
     * @param key the pattern of the key
     * @param value the pattern of the value
     * @param following the statements behind the scan
     * @param assigned the variables that have a value before the scan
     */
    static Optional<Join> find(
            Optional<Ir.Term> key, Ir.Term value, List<Ir.Statement> following, Set<Variable> assigned) {
        Optional<Join> found = Optional.empty();
        for (Ir.Statement statement : following) {
            List<Ir.Term> sides = sides(statement);
            if (sides.size() == 2) {
                for (int i = 0; i < 2; i++) {
                    Ir.Term wanted = sides.get(1 - i);
                    if (!isReadOnly(wanted)
                            || !assigned.containsAll(Variables.of(wanted).direct())) {
                        continue;
                    }
                    Optional<Join> join = place(sides.get(i), value, false, wanted, assigned)
                            .or(() -> key.isEmpty() ? Optional.empty() : keyed(statement, key.get(), wanted, assigned));
                    if (join.isPresent() && !(wanted instanceof Ir.Constant)) {
                        return join;
                    }
                    found = found.or(() -> join);
                }
            }
            if (!isHarmless(statement)) {
                break;
            }
        }
        return found;
    }

    private static Optional<Join> keyed(Ir.Statement statement, Ir.Term key, Ir.Term wanted, Set<Variable> assigned) {
        for (Ir.Term side : sides(statement)) {
            if (side != wanted) {
                return place(side, key, true, wanted, assigned);
            }
        }
        return Optional.empty();
    }

    private static Optional<Join> place(
            Ir.Term side, Ir.Term pattern, boolean ofKey, Ir.Term wanted, Set<Variable> assigned) {
        if (!(pattern instanceof Ir.Local local) || assigned.contains(local.variable())) {
            return Optional.empty();
        }
        if (side instanceof Ir.Local same && same.variable() == local.variable()) {
            return Optional.of(new Join(ofKey, List.of(), wanted));
        }
        if (side instanceof Ir.Reference reference
                && reference.head() instanceof Ir.Local head
                && head.variable() == local.variable()) {
            return path(reference.operands()).map(path -> new Join(ofKey, path, wanted));
        }
        return Optional.empty();
    }

    /** The values of operands that are all constant. */
    static Optional<List<Value>> path(List<Ir.Term> operands) {
        List<Value> path = new ArrayList<>();
        for (Ir.Term operand : operands) {
            if (!(operand instanceof Ir.Constant constant) || !(constant.value() instanceof StringValue)) {
                return Optional.empty();
            }
            path.add(constant.value());
        }
        return Optional.of(path);
    }

    /** The two sides of an equation; none where the statement is none. */
    static List<Ir.Term> sides(Ir.Statement statement) {
        if (!statement.withs().isEmpty()) {
            return List.of();
        }
        if (statement instanceof Ir.Unify unify) {
            return List.of(unify.left(), unify.right());
        }
        return statement instanceof Ir.Test test
                        && test.term() instanceof Ir.BuiltinCall call
                        && (call.builtin().name().equals("equal")
                                || call.builtin().name().equals("eq"))
                ? call.arguments()
                : List.of();
    }

    /** Whether evaluating a statement has no effect but that it holds or not. */
    private static boolean isHarmless(Ir.Statement statement) {
        if (!statement.withs().isEmpty()) {
            return false;
        }
        if (statement instanceof Ir.Unify unify) {
            return isReadOnly(unify.left()) && isReadOnly(unify.right());
        }
        if (!(statement instanceof Ir.Test test)) {
            return false;
        }
        return test.term() instanceof Ir.BuiltinCall call
                ? COMPARISONS.contains(call.builtin().name())
                        && call.arguments().stream().allMatch(Join::isReadOnly)
                : isReadOnly(test.term());
    }

    /** Whether a term only looks into variables and the input. */
    static boolean isReadOnly(Ir.Term term) {
        if (term instanceof Ir.Reference reference) {
            return isReadOnly(reference.head()) && reference.operands().stream().allMatch(Join::isReadOnly);
        }
        return term instanceof Ir.Constant || term instanceof Ir.Local || term instanceof Ir.Input;
    }

    /** Whether a block prints something, itself or in a closure. */
    static boolean prints(Ir.Block block) {
        boolean[] found = {false};
        TermWalk walk = new TermWalk(
                term -> found[0] |= term instanceof Ir.Comprehension inner && prints(inner.body()), with -> {});
        for (Ir.Statement statement : block.statements()) {
            found[0] |= statement instanceof Ir.Print
                    || statement instanceof Ir.Not not && prints(not.block())
                    || statement instanceof Ir.Every every && prints(every.body())
                    || statement instanceof Ir.Logical logical && (prints(logical.left()) || prints(logical.right()));
            walk.statement(statement);
        }
        return found[0];
    }
}
