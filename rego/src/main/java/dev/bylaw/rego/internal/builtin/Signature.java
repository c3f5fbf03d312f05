package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.RegoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is declared of a builtin.
 *
 * @param name the dotted name
 * @param category the family that it is listed under
 * @param arguments the types of the arguments
 * @param variadic the type of any number of further arguments; empty where there are none
 * @param result the type of the result; of each result, if it is a relation; empty for a statement without a value
 * @param infix how it is written as an operator; empty where it is none
 * @param relation whether a call has many results
 * @param nondeterministic whether equal arguments may give different results
 * @param deprecated whether Rego v1 refuses it
 */
public record Signature(
        String name,
        String category,
        List<RegoType> arguments,
        Optional<RegoType> variadic,
        Optional<RegoType> result,
        Optional<String> infix,
        boolean relation,
        boolean nondeterministic,
        boolean deprecated) {
    /** Checks and copies the parts. */
    public Signature {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(category, "category is null");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(variadic, "variadic is null");
        Objects.requireNonNull(result, "result is null");
        Objects.requireNonNull(infix, "infix is null");
    }

    /** {@return how many arguments it takes; -1 for any number} */
    public int arity() {
        return variadic.isPresent() ? -1 : arguments.size();
    }

    /**
     * Reads one line of the table.
     *
     * @param category the family
     * @param line for example {@code walk(any) array<array[any], any> | relation}
     * @return the signature
     */
    static Signature parse(String category, String line) {
        int bar = line.indexOf(" | ");
        String declaration = bar < 0 ? line : line.substring(0, bar);
        int open = declaration.indexOf('(');
        TypeParser parser = new TypeParser(declaration.substring(open + 1));
        List<RegoType> arguments = new ArrayList<>();
        Optional<RegoType> variadic = Optional.empty();
        if (!parser.skip(")")) {
            do {
                RegoType type = parser.type();
                if (parser.skip("...")) {
                    variadic = Optional.of(type);
                } else {
                    arguments.add(type);
                }
            } while (parser.skip(","));
            parser.expect(")");
        }
        Optional<RegoType> result = parser.remainder().isEmpty() ? Optional.empty() : Optional.of(parser.type());
        parser.end();
        Optional<String> infix = Optional.empty();
        List<String> properties =
                bar < 0 ? List.of() : List.of(line.substring(bar + 3).split(", "));
        for (String property : properties) {
            if (property.startsWith("infix ")) {
                infix = Optional.of(property.substring("infix ".length()));
            }
        }
        return new Signature(
                declaration.substring(0, open),
                category,
                arguments,
                variadic,
                result,
                infix,
                properties.contains("relation"),
                properties.contains("nondeterministic"),
                properties.contains("deprecated"));
    }

    /** {@return the signature as it stands in the table, without its properties} */
    @Override
    public String toString() {
        List<String> types = new ArrayList<>();
        arguments.forEach(type -> types.add(type.toString()));
        variadic.ifPresent(type -> types.add(type + "..."));
        return name + "(" + String.join(", ", types) + ")"
                + result.map(type -> " " + type).orElse("");
    }
}
