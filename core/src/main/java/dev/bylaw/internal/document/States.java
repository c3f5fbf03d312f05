package dev.bylaw.internal.document;

import dev.bylaw.internal.tree.Pointer;
import dev.bylaw.internal.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The unknown places and open collections of a tree, by pointer. */
final class States {
    private final SortedMap<String, String> unknown = new TreeMap<>();
    private final SortedMap<String, String> open = new TreeMap<>();

    private States() {}

    /** Collects the states of a tree. */
    static States of(Tree tree) {
        States states = new States();
        states.collect(tree, "");
        return states;
    }

    /** Collects the states of a document outside its elements, which list their own. */
    static States ofRoot(Document document) {
        States states = new States();
        states.collectRoot(document.root(), "", List.of());
        return states;
    }

    private void collectRoot(Tree.Mapping mapping, String pointer, List<String> path) {
        mapping.open().ifPresent(reason -> open.put(pointer, reason));
        mapping.entries().forEach((key, entry) -> {
            List<String> inner = new ArrayList<>(path);
            inner.add(key);
            String place = Pointer.child(pointer, key);
            if (entry.value() instanceof Tree.Mapping deeper) {
                if (!Document.isCollection(path)) {
                    collectRoot(deeper, place, inner);
                }
            } else {
                collect(entry.value(), place);
            }
        });
    }

    private void collect(Tree tree, String pointer) {
        if (tree instanceof Tree.Unknown place) {
            unknown.put(pointer, place.reason());
        } else if (tree instanceof Tree.Mapping mapping) {
            mapping.open().ifPresent(reason -> open.put(pointer, reason));
            mapping.entries().forEach((key, entry) -> collect(entry.value(), Pointer.child(pointer, key)));
        } else if (tree instanceof Tree.Sequence sequence) {
            sequence.open().ifPresent(reason -> open.put(pointer, reason));
            for (int i = 0; i < sequence.items().size(); i++) {
                if (sequence.items().get(i) instanceof Tree.Unknown place) {
                    // Of which number the item is cannot be told without it.
                    open.putIfAbsent(pointer, place.reason());
                } else {
                    collect(sequence.items().get(i), Pointer.child(pointer, Integer.toString(i)));
                }
            }
        }
    }

    SortedMap<String, String> unknown() {
        return unknown;
    }

    SortedMap<String, String> open() {
        return open;
    }
}
