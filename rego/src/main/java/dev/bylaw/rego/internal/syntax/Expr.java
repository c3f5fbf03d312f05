package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoLocation;
import java.util.List;
import java.util.Optional;

/** An expression of a body, with its modifiers. Immutable. */
public sealed interface Expr {
    /** {@return where it stands, modifiers included} */
    RegoLocation at();

    /** {@return its {@code with} modifiers} */
    List<With> withs();

    /**
     * A term that must be defined and not false; {@code =}, {@code :=} and comparisons are calls.
     *
     * @param term the term
     * @param withs its modifiers
     * @param at where it stands
     */
    record TermExpr(Term term, List<With> withs, RegoLocation at) implements Expr {
        /** Copies the modifiers. */
        public TermExpr {
            withs = List.copyOf(withs);
        }
    }

    /**
     * {@code not expression}; the modifiers are those of the negated expression, which itself has none.
     *
     * @param negated what must not hold
     * @param withs its modifiers
     * @param at where it stands
     */
    record Not(Expr negated, List<With> withs, RegoLocation at) implements Expr {
        /** Copies the modifiers. */
        public Not {
            withs = List.copyOf(withs);
        }
    }

    /**
     * {@code some x, y}: declares variables.
     *
     * @param variables the variables
     * @param at where it stands
     */
    record SomeDeclaration(List<Term.Var> variables, RegoLocation at) implements Expr {
        /** Copies the variables. */
        public SomeDeclaration {
            variables = List.copyOf(variables);
        }

        @Override
        public List<With> withs() {
            return List.of();
        }
    }

    /**
     * {@code some value in domain} or {@code some key, value in domain}.
     *
     * @param key the pattern of the key
     * @param value the pattern of the value
     * @param domain what is iterated over
     * @param withs its modifiers
     * @param at where it stands
     */
    record SomeIn(Optional<Term> key, Term value, Term domain, List<With> withs, RegoLocation at) implements Expr {
        /** Copies the modifiers. */
        public SomeIn {
            withs = List.copyOf(withs);
        }
    }

    /**
     * <code>every value in domain { body }</code>.
     *
     * @param key the variable of the key
     * @param value the variable of the value
     * @param domain what is iterated over
     * @param body what must hold for each
     * @param withs its modifiers
     * @param at where it stands
     */
    record Every(Optional<Term.Var> key, Term.Var value, Term domain, Body body, List<With> withs, RegoLocation at)
            implements Expr {
        /** Copies the modifiers. */
        public Every {
            withs = List.copyOf(withs);
        }
    }

    /**
     * {@code left and right} or {@code left or right}, with {@code import future.keywords.and} or {@code .or}. An
     * operand is a body: one expression, or several in braces. What its expressions declare is visible in it only.
     *
     * @param operator which of the two
     * @param left the operand that is looked at first
     * @param right the operand that is looked at where the first does not decide
     * @param leftBraces whether the first is in braces; otherwise its variables are those of the body around it
     * @param rightBraces whether the other is in braces
     * @param withs the modifiers of the whole
     * @param at where it stands
     */
    record Logical(
            LogicalOperator operator,
            Body left,
            Body right,
            boolean leftBraces,
            boolean rightBraces,
            List<With> withs,
            RegoLocation at)
            implements Expr {
        /** Copies the modifiers. */
        public Logical {
            withs = List.copyOf(withs);
        }
    }

    /** The operators that join conditions. */
    enum LogicalOperator {
        /** Both operands must hold. */
        AND,
        /** One of the operands must hold. */
        OR
    }

    /**
     * <code>not { body }</code> or {@code not expression} with {@code import future.keywords.not}: the whole body, with
     * everything that its expressions are rewritten to, must not hold.
     *
     * @param body what must not hold
     * @param braces whether it is in braces and has variables of its own; otherwise it is one expression
     * @param withs its modifiers
     * @param at where it stands
     */
    record NotBody(Body body, boolean braces, List<With> withs, RegoLocation at) implements Expr {
        /** Copies the modifiers. */
        public NotBody {
            withs = List.copyOf(withs);
        }
    }

    /**
     * {@code with target as value}.
     *
     * @param target a reference into {@code input} or {@code data}, or the name of a function
     * @param value what stands in its place
     * @param at where it stands
     */
    record With(Term target, Term value, RegoLocation at) {}
}
