package dev.bylaw.internal.engine;

import dev.bylaw.internal.document.Document;
import dev.bylaw.internal.tree.Pointer;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.rule.SubjectKind;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds elements of the document by their ids, and places by pointers. Immutable. */
final class Places {
    /** What separates a column from the element it belongs to, in ids. */
    static final String COLUMN_MARK = "#";

    private final Document document;

    Places(Document document) {
        this.document = document;
    }

    /**
     * A place that a pointer leads to.
     *
     * @param location where it stands; that of the nearest thing around it which a file states
     * @param names the pointer with list positions replaced by names, where the items have names
     */
    record Found(Optional<Location> location, String names) {}

    /** An element with its part of the document. */
    record Named(Element element, Tree.Mapping tree) {}

    /** The element of an id, a column as {@code id#column}. */
    Optional<Named> element(String id) {
        int mark = id.lastIndexOf(COLUMN_MARK);
        String owner = mark < 0 ? id : id.substring(0, mark);
        for (SubjectKind kind : SubjectKind.values()) {
            Optional<Tree.Mapping> found = collection(kind)
                    .flatMap(all -> all.get(owner))
                    .filter(Tree.Mapping.class::isInstance)
                    .map(Tree.Mapping.class::cast);
            if (found.isPresent()) {
                return mark < 0
                        ? Optional.of(new Named(named(kind, id, found.get()), found.get()))
                        : column(found.get(), id, id.substring(mark + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Named> column(Tree.Mapping owner, String id, String column) {
        return owner.get("columns")
                .flatMap(columns -> Pointer.step(columns, column))
                .filter(Tree.Mapping.class::isInstance)
                .map(Tree.Mapping.class::cast)
                .map(tree -> new Named(new Element(SubjectKind.COLUMN.id(), id, column), tree));
    }

    /** The elements of a kind that lie in a collection of their own. */
    Optional<Tree.Mapping> collection(SubjectKind kind) {
        return kind.collection().isEmpty()
                ? Optional.empty()
                : document.collection(List.of(kind.collection().split("/")));
    }

    static Element named(SubjectKind kind, String id, Tree.Mapping tree) {
        return new Element(kind.id(), id, tree.get("name").flatMap(Trees::text).orElse(id));
    }

    /** Where a thing stands that a file states, or the first thing in it. */
    static Optional<Location> location(Tree tree) {
        return tree.origin().location();
    }

    /**
     * The place that a pointer leads to from a tree. The last step may be missing where it leads into a mapping: what is
     * not there has the place of what it should be in.
     */
    static Optional<Found> find(Tree tree, String pointer) {
        Optional<List<String>> steps = Pointer.steps(pointer);
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        Tree current = tree;
        Optional<Location> location = location(tree);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < steps.get().size(); i++) {
            String step = steps.get().get(i);
            Optional<Tree> next = Pointer.step(current, step);
            if (next.isEmpty()) {
                if (i < steps.get().size() - 1 || !(current instanceof Tree.Mapping)) {
                    return Optional.empty();
                }
                names.add(step);
                break;
            }
            names.add(current instanceof Tree.Sequence ? nameOf(next.get(), step) : step);
            location = key(current, step).or(() -> location(next.get())).or(() -> Optional.empty());
            if (location.isEmpty()) {
                location = location(current);
            }
            current = next.get();
        }
        StringBuilder path = new StringBuilder();
        names.forEach(name -> path.append('/').append(name));
        return Optional.of(new Found(location.or(() -> location(tree)), path.toString()));
    }

    /** The place of an entry: from its key to the end of its value on the key's line, or the value alone. */
    private static Optional<Location> key(Tree tree, String step) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return Optional.empty();
        }
        Tree.Entry entry = mapping.entries().get(step);
        Optional<Location> value = location(entry.value());
        if (entry.key().isEmpty()) {
            return value;
        }
        Location key = entry.key().get();
        boolean oneLine = value.isPresent()
                && value.get().file().equals(key.file())
                && value.get().end().line() == key.start().line()
                && value.get().end().compareTo(key.end()) > 0;
        return Optional.of(
                oneLine ? new Location(key.file(), key.start(), value.get().end()) : key);
    }

    private static String nameOf(Tree item, String position) {
        return Pointer.step(item, "name").flatMap(Trees::text).orElse(position);
    }
}
