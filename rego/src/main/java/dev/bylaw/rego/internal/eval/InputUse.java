package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Program;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.compile.TermWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which parts of the input each group of rules can read, itself or through others. Immutable. */
final class InputUse {
    /** Stands for the whole input, or for a result that may differ for other reasons. */
    private static final String EVERYTHING = "*";

    private final List<Set<String>> keys;

    private InputUse(List<Set<String>> keys) {
        this.keys = keys;
    }

    static InputUse of(Program program) {
        List<Set<String>> own = new ArrayList<>();
        for (RuleGroup group : program.tree().groups()) {
            Set<String> used = new TreeSet<>();
            TermWalk walk = new TermWalk(term -> term(term, used), with -> {});
            group.rules().forEach(rule -> rule.branches().forEach(branch -> walk.block(branch.body())));
            group.defaultRule().ifPresent(rule -> rule.branches().forEach(branch -> walk.block(branch.body())));
            own.add(used);
        }
        List<Set<String>> all = new ArrayList<>(own);
        for (int group : program.recursion().order()) {
            Set<String> used = own.get(group);
            for (int dependency : program.recursion().dependencies(group)) {
                Set<String> theirs = all.get(dependency);
                if (used.isEmpty()) {
                    // Most rules of a long chain read the same.
                    used = theirs;
                } else if (!used.containsAll(theirs)) {
                    used = new TreeSet<>(used);
                    used.addAll(theirs);
                }
            }
            all.set(group, used);
        }
        return new InputUse(all);
    }

    private static void term(Ir.Term term, Set<String> used) {
        if (term instanceof Ir.Input) {
            used.add(EVERYTHING);
        } else if (term instanceof Ir.BuiltinCall call && !call.builtin().isDeterministic()) {
            used.add(EVERYTHING);
        } else if (term instanceof Ir.Reference reference && reference.head() instanceof Ir.Input) {
            used.add(
                    reference.operands().get(0) instanceof Ir.Constant constant
                                    && constant.value() instanceof StringValue key
                            ? key.value()
                            : EVERYTHING);
        }
    }

    /** Whether a group reads nothing of the input but these keys. */
    boolean onlyReads(int group, Set<String> allowed) {
        return allowed.containsAll(keys.get(group));
    }
}
