package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.Optional;

/** An expression that has a value. Immutable. Equality looks at locations too. */
public sealed interface Term {
    /** {@return where it stands} */
    RegoLocation at();

    /** A scalar literal: null, boolean, number, string or raw string. */
    record Scalar(Value value, RegoLocation at) implements Term {}

    /**
     * A variable. Every {@code _} is a {@code Var} of that name; {@code input} and {@code data} are variables too until
     * they are resolved.
     */
    record Var(String name, RegoLocation at) implements Term {
        /** The name of the variable that is a new one each time. */
        public static final String WILDCARD = "_";

        /** {@return whether it is {@code _}} */
        public boolean isWildcard() {
            return name.equals(WILDCARD);
        }
    }

    /**
     * A reference: a head and at least one operand. {@code a.b[x]} has the operands {@code "b"} (a {@link Scalar}) and
     * {@code x}. The head is a variable, a call, an array, object or set, or a comprehension.
     */
    record Ref(Term head, List<Term> operands, RegoLocation at) implements Term {
        /** Copies the operands. */
        public Ref {
            operands = List.copyOf(operands);
        }
    }

    /** An array literal. */
    record ArrayLiteral(List<Term> items, RegoLocation at) implements Term {
        /** Copies the items. */
        public ArrayLiteral {
            items = List.copyOf(items);
        }
    }

    /** An entry of an object literal. */
    record Entry(Term key, Term value) {}

    /** An object literal. */
    record ObjectLiteral(List<Entry> entries, RegoLocation at) implements Term {
        /** Copies the entries. */
        public ObjectLiteral {
            entries = List.copyOf(entries);
        }
    }

    /** A set literal; {@code set()} is one without members. */
    record SetLiteral(List<Term> members, RegoLocation at) implements Term {
        /** Copies the members. */
        public SetLiteral {
            members = List.copyOf(members);
        }
    }

    /** {@code [head | body]}. */
    record ArrayComprehension(Term head, Body body, RegoLocation at) implements Term {}

    /** <code>{head | body}</code>. */
    record SetComprehension(Term head, Body body, RegoLocation at) implements Term {}

    /** <code>{key: value | body}</code>. */
    record ObjectComprehension(Term key, Term value, Body body, RegoLocation at) implements Term {}

    /**
     * A call {@code f(x)} or {@code data.lib.f(x)}, or an infix operator by the name of its builtin.
     *
     * <p>Operators: {@code plus minus mul div rem and or eq(=) assign(:=) equal(==) neq lt lte gt gte}; {@code x in xs}
     * is {@code internal.member_2(x, xs)} and {@code k, v in xs} is {@code internal.member_3(k, v, xs)}; unary minus of
     * a term is {@code minus(0, x)}, of a number literal a number. {@code and} is {@code &} and {@code or} is {@code |}.
     *
     * @param operator a {@link Var} or a {@link Ref} of string operands
     * @param arguments the arguments
     * @param infix whether it was written as an operator
     * @param at the whole call
     */
    record Call(Term operator, List<Term> arguments, boolean infix, RegoLocation at) implements Term {
        /** Copies the arguments. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        /** {@return the dotted name of what is called, for example {@code time.parse_ns}} */
        public String name() {
            return Terms.dottedName(operator).orElseThrow();
        }

        /** {@return the name, where this is an infix operator} */
        public Optional<String> operatorName() {
            return infix ? Optional.of(name()) : Optional.empty();
        }
    }

    /**
     * A template string {@code $"..{expr}.."}.
     *
     * @param parts text and expressions in turn
     * @param at the whole string
     */
    record Template(List<Part> parts, RegoLocation at) implements Term {
        /**
         * A piece of text, or an expression whose value is printed; exactly one is there.
         *
         * @param text the text
         * @param term the expression
         * @param withs the modifiers of the expression
         */
        public record Part(Optional<String> text, Optional<Term> term, List<Expr.With> withs) {
            /** Copies the modifiers. */
            public Part {
                withs = List.copyOf(withs);
            }

            /** {@return a piece of text} */
            public static Part ofText(String text) {
                return new Part(Optional.of(text), Optional.empty(), List.of());
            }

            /** {@return an expression without modifiers} */
            public static Part ofTerm(Term term) {
                return new Part(Optional.empty(), Optional.of(term), List.of());
            }
        }

        /** Copies the parts. */
        public Template {
            parts = List.copyOf(parts);
        }
    }
}
