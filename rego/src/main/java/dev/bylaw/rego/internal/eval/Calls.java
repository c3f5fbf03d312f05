package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.builtin.Builtin;
import dev.bylaw.rego.internal.builtin.BuiltinException;

/** The nodes that call: builtins, functions and rules. */
final class Calls {
    private Calls() {}

    /** The value of a rule. */
    static final class RuleValue extends Compute {
        private final GroupPlan group;

        RuleValue(GroupPlan group) {
            this.group = group;
        }

        @Override
        Value eval(Frame frame) {
            return DataTree.groupValue(frame.run, group);
        }
    }

    /** Equality of two values. */
    static final class Equality extends Compute {
        private final Compute left;
        private final Compute right;
        private final boolean wanted;

        Equality(Compute left, Compute right, boolean wanted) {
            this.left = left;
            this.right = right;
            this.wanted = wanted;
        }

        @Override
        Value eval(Frame frame) {
            Value a = left.eval(frame);
            Value b = a == null ? null : right.eval(frame);
            return b == null ? null : BooleanValue.of(Lookup.equal(frame.run, a, b) == wanted);
        }
    }

    /** A call of a builtin. */
    static final class BuiltinCall extends Compute {
        private final Builtin builtin;
        private final Compute[] arguments;
        private final Functions functions;
        private final RegoLocation at;

        BuiltinCall(Builtin builtin, Compute[] arguments, Functions functions, RegoLocation at) {
            this.builtin = builtin;
            this.arguments = arguments;
            this.functions = functions;
            this.at = at;
        }

        @Override
        Value eval(Frame frame) {
            Value[] values = Computes.all(arguments, frame);
            if (values == null) {
                return null;
            }
            Evaluation run = frame.run;
            if (run.context.mocks != null) {
                Context.Mock mock = run.context.mocks.get(builtin.name());
                if (mock != null) {
                    return functions.mocked(run, mock, values, at);
                }
            }
            return call(run, builtin, values, at);
        }

        static Value call(Evaluation run, Builtin builtin, Value[] values, RegoLocation at) {
            run.calls(values);
            Value result;
            try {
                result = builtin.call(run, values);
            } catch (BuiltinException e) {
                run.failed(
                        RegoError.at(at, e.code(), builtin.name() + ": " + e.getMessage()),
                        builtin.doubt(values, null));
                return null;
            }
            run.result(result);
            for (Value value : values) {
                if (!(value instanceof StringValue) && value.doubt() != Doubt.NONE) {
                    run.doubt(builtin.doubt(values, result));
                    break;
                }
            }
            return result;
        }
    }

    /** A call of a function of the policy. */
    static final class FunctionCall extends Compute {
        private final GroupPlan group;
        private final Compute[] arguments;
        private final Functions functions;
        private final RegoLocation at;

        FunctionCall(GroupPlan group, Compute[] arguments, Functions functions, RegoLocation at) {
            this.group = group;
            this.arguments = arguments;
            this.functions = functions;
            this.at = at;
        }

        @Override
        Value eval(Frame frame) {
            Value[] values = Computes.all(arguments, frame);
            if (values == null) {
                return null;
            }
            Evaluation run = frame.run;
            if (run.context.mocks != null) {
                Context.Mock mock = run.context.mocks.get(group.group.name());
                if (mock != null) {
                    return functions.mocked(run, mock, values, at);
                }
            }
            Outcome outcome = group.call(run, values);
            run.doubt(outcome.doubt());
            return outcome.value();
        }
    }
}
