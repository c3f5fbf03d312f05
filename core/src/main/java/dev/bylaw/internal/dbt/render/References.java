package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;

/** The relations that a template refers to, each with its marker. Not thread-safe. */
final class References {
    private static final int MAX_REFERENCES = 20_000;

    /** What makes two references the same. */
    private record Key(String kind, String first, String second, String third) {}

    private static final class Entry {
        private final int number;
        private Reference reference;
        private int order;
        private boolean certain;

        private Entry(int number, Reference reference, int order) {
            this.number = number;
            this.reference = reference;
            this.order = order;
        }
    }

    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final BooleanSupplier maybe;
    private int next;
    private int order;

    /**
     * References of a template.
     *
     * @param template its text; markers are chosen so that they do not occur in it
     * @param maybe says whether it cannot be known that what happens now happens
     */
    References(String template, BooleanSupplier maybe) {
        this.maybe = maybe;
        SortedSet<Integer> taken = Markers.in(template, StringValue.RELATION_PREFIX);
        next = taken.isEmpty() ? 0 : taken.last();
    }

    /** {@return the relation of a call of {@code ref}} */
    RelationValue ref(
            Optional<String> packageName, String name, Optional<String> version, Location place, boolean untaken) {
        Key key = new Key("ref", packageName.orElse(""), name, version.orElse(""));
        return note(key, name, new Reference.Ref(packageName, name, version, place, untaken));
    }

    /** {@return the relation of a call of {@code source}} */
    RelationValue source(String source, String table, Location place, boolean untaken) {
        return note(new Key("source", source, table, ""), table, new Reference.Source(source, table, place, untaken));
    }

    /** {@return the relation of the node itself} */
    RelationValue self(String name, Location place, boolean untaken) {
        return note(new Key("this", "", "", ""), name, new Reference.This(place, untaken));
    }

    private RelationValue note(Key key, String name, Reference reference) {
        Entry entry = entries.get(key);
        if (entry == null) {
            if (entries.size() >= MAX_REFERENCES) {
                throw TemplateException.limit("more than " + MAX_REFERENCES + " relations in one template");
            }
            next++;
            entry = new Entry(next, reference, reference.untaken() ? Integer.MAX_VALUE : order++);
            entries.put(key, entry);
        } else if (entry.reference.untaken() && !reference.untaken()) {
            entry.reference = reference;
            entry.order = order++;
        }
        entry.certain |= !reference.untaken() && !maybe.getAsBoolean();
        return new RelationValue(StringValue.RELATION_PREFIX + entry.number, name, entry.reference, Optional.empty());
    }

    /** {@return the references, those of branches that are taken first, without that to the node itself} */
    List<Reference> all() {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort((a, b) -> Integer.compare(a.order, b.order));
        return sorted.stream()
                .map(entry -> entry.reference)
                .filter(reference -> !(reference instanceof Reference.This))
                .toList();
    }

    /** {@return the references that are taken, but only where it cannot be known that they are} */
    List<Reference> doubtful() {
        return entries.values().stream()
                .filter(entry -> !entry.certain && !entry.reference.untaken())
                .map(entry -> entry.reference)
                .toList();
    }

    /** {@return the references by marker, of those markers that occur in a text} */
    Map<String, Reference> in(String text) {
        Map<String, Reference> found = new LinkedHashMap<>();
        SortedSet<Integer> numbers = Markers.in(text, StringValue.RELATION_PREFIX);
        for (Entry entry : entries.values()) {
            if (numbers.contains(entry.number)) {
                found.put(StringValue.RELATION_PREFIX + entry.number, entry.reference);
            }
        }
        return found;
    }
}
