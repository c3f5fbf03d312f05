package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.builtin.BuiltinSet;
import java.util.HashMap;
import java.util.Map;

/** Finds functions by name, for those that {@code with} puts in place of others. Immutable once planned. */
final class Functions {
    private final Map<String, GroupPlan> defined = new HashMap<>();
    private final BuiltinSet builtins;

    Functions(BuiltinSet builtins) {
        this.builtins = builtins;
    }

    void add(GroupPlan group) {
        defined.put(group.group.name(), group);
    }

    /**
     * Calls what stands in place of a function. The replacement itself sees all functions as they were, so that it can
     * call what it replaces.
     */
    Value mocked(Evaluation run, Context.Mock mock, Value[] arguments, RegoLocation at) {
        if (mock.function() == null) {
            return mock.value();
        }
        Context outer = run.context;
        run.context = new Context(outer.input, outer.data, outer.shadows, null, outer.groups.length);
        try {
            GroupPlan group = defined.get(mock.function());
            if (group == null) {
                return Calls.BuiltinCall.call(
                        run, builtins.find(mock.function()).orElseThrow(), arguments, at);
            }
            Outcome outcome = group.call(run, arguments);
            run.doubt(outcome.doubt());
            return outcome.value();
        } finally {
            run.context = outer;
        }
    }
}
