package dev.bylaw.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A violation as a {@link Rule} reports it. Immutable.
 *
 * @param message what is wrong
 * @param at a JSON pointer into the subject; empty text for the subject itself
 * @param place the node that {@code at} is of, so that one of something else is refused
 * @param key what tells this finding from others of the rule at the same place
 * @param path the steps of how it came about
 */
public record Finding(String message, String at, Optional<Node> place, String key, List<Step> path) {
    /**
     * A step of how a violation came about.
     *
     * @param element the id of an element
     * @param edge how it reaches the next one
     */
    public record Step(String element, String edge) {
        /** Checks that nothing is missing. */
        public Step {
            Objects.requireNonNull(element, "element is null");
            Objects.requireNonNull(edge, "edge is null");
        }
    }

    /** Copies the path. */
    public Finding {
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(at, "at is null");
        Objects.requireNonNull(place, "place is null");
        Objects.requireNonNull(key, "key is null");
        path = List.copyOf(path);
    }

    /**
     * A violation of the subject as a whole.
     *
     * @param message what is wrong
     * @return the finding
     */
    public static Finding of(String message) {
        return new Finding(message, "", Optional.empty(), "", List.of());
    }

    /**
     * The same at a place.
     *
     * @param node a node of the subject
     * @return the finding
     */
    public Finding at(Node node) {
        return new Finding(message, node.pointer(), Optional.of(node), key, path);
    }

    /**
     * The same at a place.
     *
     * @param pointer a JSON pointer into the subject, for example {@code /config/format}
     * @return the finding
     */
    public Finding at(String pointer) {
        return new Finding(message, pointer, Optional.empty(), key, path);
    }

    /**
     * The same with a key, where a rule finds several things at one place.
     *
     * @param text what tells this finding from the others
     * @return the finding
     */
    public Finding key(String text) {
        return new Finding(message, at, place, text, path);
    }

    /**
     * The same with a further step of how it came about.
     *
     * @param element the id of an element, of a column {@code model.shop.orders#email}
     * @param edge how it reaches the next one
     * @return the finding
     */
    public Finding step(String element, String edge) {
        List<Step> steps = new ArrayList<>(path);
        steps.add(new Step(element, edge));
        return new Finding(message, at, place, key, steps);
    }
}
