package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The relations that a template refers to, each with its marker. Not thread-safe. */
final class References {
    private static final Pattern MARKER =
            Pattern.compile(StringValue.RELATION_PREFIX + "([0-9]{1,6})", Pattern.CASE_INSENSITIVE);

    /** What makes two references the same. */
    private record Key(String kind, String first, String second, String third) {}

    private static final class Entry {
        private final String marker;
        private Reference reference;
        private int order;

        private Entry(String marker, Reference reference, int order) {
            this.marker = marker;
            this.reference = reference;
            this.order = order;
        }
    }

    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private int next;
    private int taken;

    /**
     * References of a template.
     *
     * @param template its text; markers are chosen so that they do not occur in it
     */
    References(String template) {
        Matcher matcher = MARKER.matcher(template);
        while (matcher.find()) {
            next = Math.max(next, Integer.parseInt(matcher.group(1)));
        }
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
            next++;
            entry = new Entry(
                    StringValue.RELATION_PREFIX + next, reference, reference.untaken() ? Integer.MAX_VALUE : taken++);
            entries.put(key, entry);
        } else if (entry.reference.untaken() && !reference.untaken()) {
            entry.reference = reference;
            entry.order = taken++;
        }
        return new RelationValue(entry.marker, name, entry.reference);
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

    /** {@return the references by marker, of those markers that occur in a text} */
    Map<String, Reference> in(String text) {
        Map<String, Reference> found = new LinkedHashMap<>();
        Matcher matcher = MARKER.matcher(text);
        Map<String, Reference> byMarker = new LinkedHashMap<>();
        entries.values().forEach(entry -> byMarker.put(entry.marker, entry.reference));
        while (matcher.find()) {
            String marker = StringValue.RELATION_PREFIX + matcher.group(1);
            Reference reference = byMarker.get(marker);
            if (reference != null) {
                found.put(marker, reference);
            }
        }
        return found;
    }
}
