package dev.bylaw.internal.engine;

import dev.bylaw.internal.rule.ResultCheck;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rule gives for a violation, an undecided element or one it does not apply to, as the author wrote it.
 *
 * @param message what is wrong
 * @param at a pointer into the subject; empty text for the subject itself
 * @param key what tells this finding from others at the same place
 * @param path the steps of how it came about
 */
record Finding(String message, String at, String key, List<Step> path) {
    private static final Set<String> STEP_KEYS = new TreeSet<>(List.of("edge", "element"));

    /** How much of a value a message shows, in characters. */
    private static final int SHOWN = 100;

    /** A step: the id of an element, and how it reaches the next. */
    record Step(String element, String edge) {}

    /** A value that is no finding. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** {@return what a rule in Java found} */
    static Finding of(dev.bylaw.rule.Finding finding) {
        return new Finding(
                finding.message(),
                finding.at(),
                finding.key(),
                finding.path().stream()
                        .map(step -> new Step(step.element(), step.edge()))
                        .toList());
    }

    /** Reads a member of a rule's result. */
    static Finding of(Value value) throws Malformed {
        if (!(value instanceof ObjectValue object)) {
            throw new Malformed("expected an object with the keys message and at, found " + shown(value));
        }
        known(object, ResultCheck.KEYS, "");
        Optional<String> message = text(object, "message");
        if (message.isEmpty()) {
            throw new Malformed("the key message is missing");
        }
        return new Finding(
                message.get(),
                text(object, "at").orElse(""),
                text(object, "key").orElse(""),
                path(object.get("path")));
    }

    private static void known(ObjectValue object, Set<String> names, String of) throws Malformed {
        for (Value key : object.keys()) {
            if (!(key instanceof StringValue name) || !names.contains(name.value())) {
                throw new Malformed("unknown key " + shown(key) + of + "; known are " + String.join(", ", names));
            }
        }
    }

    private static String shown(Value value) {
        String text = value.toString();
        return text.length() <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHOWN))) + "...";
    }

    private static Optional<String> text(ObjectValue object, String key) throws Malformed {
        Value value = object.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof StringValue text) {
            return Optional.of(text.value());
        }
        throw new Malformed("the key " + key + " must be text, found " + shown(value));
    }

    private static List<Step> path(Value value) throws Malformed {
        List<Step> steps = new ArrayList<>();
        if (value == null) {
            return steps;
        }
        if (!(value instanceof ArrayValue array)) {
            throw new Malformed("the key path must be an array of objects with the keys element and edge");
        }
        for (Value item : array.items()) {
            if (!(item instanceof ObjectValue step)) {
                throw new Malformed(
                        "a step of a path must be an object with the keys element and edge, found " + shown(item));
            }
            known(step, STEP_KEYS, " of a step of a path");
            steps.add(new Step(
                    text(step, "element").orElseThrow(() -> new Malformed("a step of a path has no element")),
                    text(step, "edge").orElse("")));
        }
        return steps;
    }
}
