package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoLocation;
import java.util.List;
import java.util.Optional;

/**
 * A rule or function as written.
 *
 * @param isDefault whether it is a {@code default} rule; then the head has a value and there is no body
 * @param head its head
 * @param body its body; empty where none is written, which holds always
 * @param elses its alternatives, in order
 * @param annotations the metadata block that stands directly above it
 * @param at the whole rule
 */
public record Rule(
        boolean isDefault,
        Head head,
        Optional<Body> body,
        List<Else> elses,
        Optional<AnnotationBlock> annotations,
        RegoLocation at) {
    /** Copies the branches. */
    public Rule {
        elses = List.copyOf(elses);
    }

    /** {@return the same rule with a metadata block} */
    Rule with(AnnotationBlock block) {
        return new Rule(isDefault, head, body, elses, Optional.of(block), at);
    }

    /**
     * The head of a rule.
     *
     * @param name the variable the name begins with
     * @param path the rest of a name such as {@code a.b[x]}, without the name; empty for a plain name
     * @param arguments the parameters of a function; empty for what is no function
     * @param contains the element of {@code name contains element}
     * @param value the value behind {@code :=} or {@code =}; empty where none is written, which means {@code true}
     * @param at the head
     */
    public record Head(
            Term.Var name,
            List<Term> path,
            Optional<List<Term>> arguments,
            Optional<Term> contains,
            Optional<Term> value,
            RegoLocation at) {
        /** Copies the lists. */
        public Head {
            path = List.copyOf(path);
            arguments = arguments.map(List::copyOf);
        }

        /** {@return the same head at another place} */
        Head movedTo(RegoLocation place) {
            return new Head(name, path, arguments, contains, value, place);
        }

        /** {@return the same name and parameters, without element and value} */
        Head withoutValue() {
            return new Head(name, path, arguments, Optional.empty(), Optional.empty(), at);
        }
    }

    /**
     * An {@code else} branch.
     *
     * @param value its value; empty where none is written, which means {@code true}
     * @param body its body; empty where none is written, which holds always
     * @param at the branch
     */
    public record Else(Optional<Term> value, Optional<Body> body, RegoLocation at) {
        /** {@return the keyword with the value} */
        public RegoLocation headAt() {
            RegoLocation end = value.map(Term::at).orElse(null);
            return new RegoLocation(
                    at.file(),
                    at.row(),
                    at.column(),
                    end == null ? at.row() : end.endRow(),
                    end == null ? at.column() + "else".length() : end.endColumn());
        }
    }
}
