package dev.bylaw;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Problem;
import java.util.List;
import java.util.Objects;

/**
 * What a rule is asked about. With another evaluator of Rego the same rule gives the same answers for it, as far as nothing
 * is unknown.
 *
 * @param data the document {@code data}, the same for every input
 * @param query what the rule is asked for, for example {@code data.bylaw.secure.pii_masked}; empty text for a rule in Java
 * @param inputs each element with what the rule gets for it; elements that only may be there are left out
 * @param problems what could not be read
 */
public record RuleInputs(ObjectValue data, String query, List<Input> inputs, List<Problem> problems) {
    /**
     * The input for one element.
     *
     * @param element the element
     * @param input the document {@code input}
     */
    public record Input(Element element, ObjectValue input) {
        /** Checks that nothing is missing. */
        public Input {
            Objects.requireNonNull(element, "element is null");
            Objects.requireNonNull(input, "input is null");
        }
    }

    /** Copies the lists. */
    public RuleInputs {
        Objects.requireNonNull(data, "data is null");
        Objects.requireNonNull(query, "query is null");
        inputs = List.copyOf(inputs);
        problems = List.copyOf(problems);
    }
}
