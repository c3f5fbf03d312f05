package dev.bylaw.internal.tree;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes trees. */
public final class Trees {
    /** Null, set by nobody. */
    public static final Tree.Scalar NULL = new Tree.Scalar(null, Origin.DEFAULT);

    private Trees() {}

    /** {@return a scalar that no file states} */
    public static Tree.Scalar of(String text) {
        return new Tree.Scalar(text, Origin.DEFAULT);
    }

    /** {@return a scalar that no file states} */
    public static Tree.Scalar of(boolean value) {
        return new Tree.Scalar(value, Origin.DEFAULT);
    }

    /** {@return a scalar that no file states} */
    public static Tree.Scalar of(long value) {
        return new Tree.Scalar(value, Origin.DEFAULT);
    }

    /** {@return the text of a string scalar} */
    public static Optional<String> text(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** {@return a builder of a mapping} */
    public static MappingBuilder mapping(Origin origin) {
        return new MappingBuilder(origin);
    }

    /** {@return a sequence of strings that no file states} */
    public static Tree.Sequence strings(Iterable<String> texts) {
        List<Tree> items = new ArrayList<>();
        texts.forEach(text -> items.add(of(text)));
        return new Tree.Sequence(items, Origin.DEFAULT);
    }

    /** Collects entries of a mapping in order. Not thread-safe. */
    public static final class MappingBuilder {
        private final Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        private final Origin origin;
        private Optional<String> open = Optional.empty();

        private MappingBuilder(Origin origin) {
            this.origin = origin;
        }

        /** Sets an entry. */
        public MappingBuilder put(String key, Tree value) {
            entries.put(key, new Tree.Entry(Optional.empty(), value));
            return this;
        }

        /** Sets an entry whose key stands somewhere. */
        public MappingBuilder put(String key, Optional<Location> place, Tree value) {
            entries.put(key, new Tree.Entry(place, value));
            return this;
        }

        /** Sets an entry. */
        public MappingBuilder put(String key, String text) {
            return put(key, of(text));
        }

        /** Sets all entries of a mapping, and its being open. */
        public MappingBuilder putAll(Tree.Mapping other) {
            entries.putAll(other.entries());
            if (open.isEmpty()) {
                open = other.open();
            }
            return this;
        }

        /** Says that there may be more entries. */
        public MappingBuilder open(String reason) {
            open = Optional.of(reason);
            return this;
        }

        /** {@return the mapping} */
        public Tree.Mapping build() {
            return new Tree.Mapping(entries, open, origin);
        }
    }
}
