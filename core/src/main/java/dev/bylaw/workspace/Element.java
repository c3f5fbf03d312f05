package dev.bylaw.workspace;

import java.util.Comparator;
import java.util.Objects;

/**
 * A thing that rules look at.
 *
 * @param kind what it is, for example {@code model} or {@code column}
 * @param id what no other element of its kind has, for example {@code model.shop.orders#email}
 * @param name what people call it, for example {@code email}
 */
public record Element(String kind, String id, String name) implements Comparable<Element> {
    private static final Comparator<Element> ORDER =
            Comparator.comparing(Element::kind).thenComparing(Element::id);

    /** Checks that nothing is missing. */
    public Element {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(name, "name is null");
    }

    @Override
    public int compareTo(Element other) {
        return ORDER.compare(this, other);
    }
}
