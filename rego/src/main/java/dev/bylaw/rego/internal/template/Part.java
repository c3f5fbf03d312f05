package dev.bylaw.rego.internal.template;

import java.util.List;

/** A part of a template. Immutable. */
sealed interface Part {
    /** Text as it stands. */
    record Text(String text) implements Part {}

    /** A pipeline whose value is written, unless it only sets variables. */
    record Action(Pipeline pipeline) implements Part {}

    /** {@code if}, and {@code with} which moves the dot. */
    record Condition(Pipeline pipeline, List<Part> body, List<Part> otherwise, boolean moves) implements Part {}

    /** {@code range}. */
    record Loop(Pipeline pipeline, List<Part> body, List<Part> otherwise) implements Part {}

    /** {@code template}; the pipeline is null where there is none. */
    record Include(String name, Pipeline pipeline, int line) implements Part {}

    /** {@code break} or {@code continue}. */
    record Jump(boolean ends) implements Part {}

    /**
     * Commands whose values go from one to the next.
     *
     * @param variables what is set by it
     * @param declares whether the variables are new
     * @param commands at least one
     * @param line where it stands
     */
    record Pipeline(List<String> variables, boolean declares, List<List<Operand>> commands, int line) {}

    /** A word of a command. */
    sealed interface Operand {
        /** {@code .}. */
        record Dot() implements Operand {}

        /** {@code nil}. */
        record Nil() implements Operand {}

        /** A constant: a value, an integer or a float. */
        record Constant(Object value) implements Operand {}

        /** A function. */
        record Function(String name) implements Operand {}

        /** {@code .a.b}. */
        record Field(List<String> names) implements Operand {}

        /** {@code $x.a.b}. */
        record Variable(String name, List<String> names) implements Operand {}

        /** {@code (pipeline).a.b}. */
        record Inner(Pipeline pipeline, List<String> names) implements Operand {}
    }
}
