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
     * {@code with target as value}.
     *
     * @param target a reference into {@code input} or {@code data}, or the name of a function
     * @param value what stands in its place
     * @param at where it stands
     */
    record With(Term target, Term value, RegoLocation at) {}
}
