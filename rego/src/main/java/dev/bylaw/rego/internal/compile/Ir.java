package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.builtin.Builtin;
import java.util.List;
import java.util.Optional;

/**
 * The resolved form of terms and bodies: every name is a local variable, a path below {@code data}, {@code input}, a
 * builtin or a function.
 */
public final class Ir {
    private Ir() {}

    /** A resolved term. */
    public sealed interface Term {
        /** {@return where it stands} */
        RegoLocation at();
    }

    /** A value that the source states. */
    public record Constant(Value value, RegoLocation at) implements Term {}

    /** A local variable. */
    public record Local(Variable variable, RegoLocation at) implements Term {}

    /** The whole of {@code input}. */
    public record Input(RegoLocation at) implements Term {}

    /** The whole of {@code data}. */
    public record Data(RegoLocation at) implements Term {}

    /** A look into a value. */
    public record Reference(Term head, List<Term> operands, RegoLocation at) implements Term {
        /** Copies the operands. */
        public Reference {
            operands = List.copyOf(operands);
        }
    }

    /** An array of terms. */
    public record ArrayOf(List<Term> items, RegoLocation at) implements Term {
        /** Copies the items. */
        public ArrayOf {
            items = List.copyOf(items);
        }
    }

    /** An object of terms; keys and values correspond by position. */
    public record ObjectOf(List<Term> keys, List<Term> values, RegoLocation at) implements Term {
        /** Copies the lists. */
        public ObjectOf {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }

    /** A set of terms. */
    public record SetOf(List<Term> members, RegoLocation at) implements Term {
        /** Copies the members. */
        public SetOf {
            members = List.copyOf(members);
        }
    }

    /** What a comprehension collects. */
    public enum Collection {
        /** An array, in the order of the solutions. */
        ARRAY,
        /** A set. */
        SET,
        /** An object; a key with two values is a conflict. */
        OBJECT
    }

    /** A comprehension; the key is there for objects only. */
    public record Comprehension(Collection kind, Optional<Term> key, Term value, Block body, RegoLocation at)
            implements Term {}

    /** A call of a builtin function. */
    public record BuiltinCall(Builtin builtin, List<Term> arguments, RegoLocation at) implements Term {
        /** Copies the arguments. */
        public BuiltinCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** A call of a function of the policy, by its path below {@code data}. */
    public record FunctionCall(List<String> path, List<Term> arguments, RegoLocation at) implements Term {
        /** Copies the lists. */
        public FunctionCall {
            path = List.copyOf(path);
            arguments = List.copyOf(arguments);
        }
    }

    /** A template string: each part is a constant string or a closure of one value whose text is put in. */
    public record Template(List<Term> parts, RegoLocation at) implements Term {
        /** Copies the parts. */
        public Template {
            parts = List.copyOf(parts);
        }
    }

    /** A replacement for the time of one statement. */
    public sealed interface With {
        /** {@return where it stands} */
        RegoLocation at();

        /** {@code with input.path as value}. */
        record OnInput(List<Term> path, Term value, RegoLocation at) implements With {
            /** Copies the path. */
            public OnInput {
                path = List.copyOf(path);
            }
        }

        /** {@code with data.path as value}. */
        record OnData(List<Term> path, Term value, RegoLocation at) implements With {
            /** Copies the path. */
            public OnData {
                path = List.copyOf(path);
            }
        }

        /** {@code with function as value}; the value is a constant result for every call. */
        record FunctionByValue(String function, Term value, RegoLocation at) implements With {}

        /** {@code with function as otherFunction}; names are builtins, or paths that begin with {@code data.}. */
        record FunctionByFunction(String function, String replacement, RegoLocation at) implements With {}
    }

    /** A resolved statement of a body. */
    public sealed interface Statement {
        /** {@return its modifiers} */
        List<With> withs();

        /** {@return where it stands} */
        RegoLocation at();
    }

    /** The term must be defined and not false. */
    public record Test(Term term, List<With> withs, RegoLocation at) implements Statement {}

    /** Both sides must be equal; unbound variables on either side are bound. */
    public record Unify(Term left, Term right, List<With> withs, RegoLocation at) implements Statement {}

    /** Binds key and value to each member of the domain in turn. */
    public record Iterate(Optional<Term> key, Term value, Term domain, List<With> withs, RegoLocation at)
            implements Statement {}

    /** What a negation negates. */
    public enum Negated {
        /** One statement; what can be undefined among its operands is taken out of the negation. */
        STATEMENT,
        /** One statement with its operands. */
        WHOLE_STATEMENT,
        /** A body with variables of its own. */
        BODY
    }

    /** The block must have no solution. */
    public record Not(Block block, Negated negated, List<With> withs, RegoLocation at) implements Statement {}

    /** The block must have a solution for each member of the domain. */
    public record Every(
            Optional<Variable> key, Variable value, Term domain, Block body, List<With> withs, RegoLocation at)
            implements Statement {}

    /**
     * One of the blocks, or both, must have a solution; the right one is asked only where the left does not decide. A
     * block that is open has no variables of its own: all have their value before.
     */
    public record Logical(
            boolean both,
            Block left,
            Block right,
            boolean leftOpen,
            boolean rightOpen,
            List<With> withs,
            RegoLocation at)
            implements Statement {}

    /** Prints terms, of which each may be undefined. */
    public record Print(List<Block> arguments, List<Variable> results, List<With> withs, RegoLocation at)
            implements Statement {}

    /**
     * Statements that all must hold.
     *
     * @param statements in an order in which they can be evaluated, once the safety stage has run
     */
    public record Block(List<Statement> statements) {
        /** Copies the statements. */
        public Block {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A branch of a rule.
     *
     * @param keys the terms of the dynamic part of its head, in order
     * @param value the value or, of a partial set, the member
     * @param body what must hold
     * @param at the branch
     */
    public record Branch(List<Term> keys, Term value, Block body, RegoLocation at) {
        /** Copies the keys. */
        public Branch {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A rule: the first branch that has a solution counts, the others are its alternatives.
     *
     * @param parameters the patterns of a function's parameters; empty for other rules
     * @param branches at least one; only the first may have keys
     * @param isDefault whether it is the default of its group
     * @param at the rule
     */
    public record Rule(List<Term> parameters, List<Branch> branches, boolean isDefault, RegoLocation at) {
        /** Copies the lists. */
        public Rule {
            parameters = List.copyOf(parameters);
            branches = List.copyOf(branches);
        }
    }
}
