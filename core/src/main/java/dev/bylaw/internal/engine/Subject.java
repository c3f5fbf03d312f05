package dev.bylaw.internal.engine;

import dev.bylaw.internal.code.CodeRun;
import dev.bylaw.internal.rule.LoadedRule;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Value;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a rule is asked about.
 *
 * @param element what it is, for the report
 * @param values what {@code input} holds: the subject under its kind, and for a part what it is a part of
 * @param tree its part of the document, for finding places
 * @param owner of a column the element it belongs to
 * @param location where it stands
 * @param existence why it may not be there; none if it certainly is
 * @param hypothetical whether it stands for elements that may be there: all that is known of it is where it would be
 */
record Subject(
        Element element,
        Map<String, ObjectValue> values,
        Tree.Mapping tree,
        Optional<Tree.Mapping> owner,
        Optional<Location> location,
        Doubt existence,
        boolean hypothetical) {
    /** {@return what a rule in Java is asked} */
    CodeRun.Question question(LoadedRule rule, ObjectValue workspace, EvaluationOptions options) {
        // Beside a column there is the element that it belongs to.
        String key = rule.metadata().subject().inputKey();
        return new CodeRun.Question(
                element,
                values.get(key),
                values.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(key))
                        .<Value>map(Map.Entry::getValue)
                        .findFirst(),
                workspace,
                rule.parameters(),
                options.now(),
                options.cancelled());
    }

    /** {@return the document {@code input} that a rule gets for it} */
    ObjectValue input(LoadedRule rule) {
        ObjectValue.Builder input = ObjectValue.builder().put("params", rule.parameters());
        values.forEach(input::put);
        return input.build();
    }
}
