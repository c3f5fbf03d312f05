package dev.bylaw.internal.document;

import dev.bylaw.internal.tree.Pointer;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.TreeValues;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Trees as values that rules read. What is unknown is missing from the value and in doubt; the maps {@code unknown} and
 * {@code open} of an element are there, and reading them is reading what is unknown. Not thread-safe: strings are shared
 * while it works.
 */
public final class DocumentValues {
    private final Map<String, StringValue> strings = new HashMap<>();
    private final Runnable before;

    /**
     * A conversion.
     *
     * @param before runs before each element, and may end the work with an exception
     */
    public DocumentValues(Runnable before) {
        this.before = before;
    }

    /** {@return the whole document} */
    public ObjectValue of(Document document) {
        ObjectValue.Builder object = ObjectValue.builder();
        entries(document.root(), "", new ArrayList<>(), object);
        states(object, States.ofRoot(document), "");
        return object.build();
    }

    /** Adds the entries of a mapping outside elements; the elements of collections list what is unknown about them. */
    private void entries(Tree.Mapping mapping, String pointer, List<String> path, ObjectValue.Builder object) {
        boolean elements = Document.isCollection(path);
        mapping.open().ifPresent(reason -> object.open(Doubt.about(pointer, reason)));
        mapping.entries().forEach((key, entry) -> {
            before.run();
            String place = Pointer.child(pointer, key);
            StringValue name = string(key);
            if (entry.value() instanceof Tree.Unknown unknown) {
                object.absent(name, Doubt.about(place, unknown.reason()));
            } else if (entry.value() instanceof Tree.Mapping inner && elements) {
                object.put(name, element(inner, place), existence(inner, place));
            } else if (entry.value() instanceof Tree.Mapping inner) {
                ObjectValue.Builder deeper = ObjectValue.builder();
                path.add(key);
                entries(inner, place, path, deeper);
                path.remove(path.size() - 1);
                object.put(name, deeper.build());
            } else {
                object.put(name, value(entry.value(), place));
            }
        });
    }

    /** Whether a node is enabled may be unknown; then it may not be there. */
    private static Doubt existence(Tree.Mapping element, String pointer) {
        return Pointer.step(element, "config")
                                .flatMap(config -> Pointer.step(config, "enabled"))
                                .orElse(null)
                        instanceof Tree.Unknown unknown
                ? Doubt.about(pointer + "/config/enabled", unknown.reason())
                : Doubt.NONE;
    }

    /** {@return a named element, which lists what is unknown about it} */
    ObjectValue element(Tree.Mapping element, String pointer) {
        ObjectValue.Builder object = ObjectValue.builder();
        members(element, pointer, object);
        states(object, States.of(element), pointer);
        return object.build();
    }

    private void members(Tree.Mapping mapping, String pointer, ObjectValue.Builder object) {
        mapping.open().ifPresent(reason -> object.open(Doubt.about(pointer, reason)));
        mapping.entries().forEach((key, entry) -> {
            String place = Pointer.child(pointer, key);
            if (entry.value() instanceof Tree.Unknown unknown) {
                object.absent(string(key), Doubt.about(place, unknown.reason()));
            } else {
                object.put(string(key), value(entry.value(), place));
            }
        });
    }

    private void states(ObjectValue.Builder object, States states, String pointer) {
        object.put(string("unknown"), texts(states.unknown()), doubt(states.unknown(), pointer));
        object.put(string("open"), texts(states.open()), doubt(states.open(), pointer));
    }

    private ObjectValue texts(SortedMap<String, String> reasons) {
        ObjectValue.Builder object = ObjectValue.builder();
        reasons.forEach((place, reason) -> object.put(string(place), string(reason)));
        return object.build();
    }

    private static Doubt doubt(SortedMap<String, String> reasons, String pointer) {
        Doubt doubt = Doubt.NONE;
        for (Map.Entry<String, String> entry : reasons.entrySet()) {
            doubt = doubt.and(Doubt.about(pointer + entry.getKey(), entry.getValue()));
            if (doubt.truncated()) {
                break;
            }
        }
        return doubt;
    }

    private Value value(Tree tree, String pointer) {
        if (tree instanceof Tree.Mapping mapping) {
            ObjectValue.Builder object = ObjectValue.builder();
            members(mapping, pointer, object);
            return object.build();
        }
        if (tree instanceof Tree.Sequence sequence) {
            ArrayValue.Builder array = ArrayValue.builder();
            sequence.open().ifPresent(reason -> array.open(Doubt.about(pointer, reason)));
            int position = 0;
            for (Tree item : sequence.items()) {
                if (item instanceof Tree.Unknown unknown) {
                    array.open(Doubt.about(pointer, unknown.reason()));
                } else {
                    array.add(value(item, Pointer.child(pointer, Integer.toString(position++))));
                }
            }
            return array.build();
        }
        if (tree instanceof Tree.Scalar scalar) {
            return scalar.value() instanceof String text ? string(text) : TreeValues.scalar(scalar.value());
        }
        throw new AssertionError("an unknown value has no place here: " + pointer);
    }

    private StringValue string(String text) {
        return strings.computeIfAbsent(text, StringValue::of);
    }
}
