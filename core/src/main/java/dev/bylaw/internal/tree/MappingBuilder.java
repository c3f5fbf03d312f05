package dev.bylaw.internal.tree;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds a {@link Tree.Mapping}. A key that is put again keeps its place and gets the new value. Not thread-safe. */
public final class MappingBuilder {
    private final Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    private Optional<String> open = Optional.empty();

    /** Puts an entry. */
    public MappingBuilder put(String key, Tree.Entry entry) {
        entries.put(key, entry);
        return this;
    }

    /** Puts a value whose key no file states. */
    public MappingBuilder put(String key, Tree value) {
        return put(key, new Tree.Entry(Optional.empty(), value));
    }

    /** Puts a value whose key stands at a place. */
    public MappingBuilder put(String key, Optional<Location> place, Tree value) {
        return put(key, new Tree.Entry(place, value));
    }

    /**
     * Puts a value without parts.
     *
     * @param key the key
     * @param value null, or one of the types of {@link Tree.Scalar}
     * @param origin where it comes from
     */
    public MappingBuilder put(String key, Object value, Origin origin) {
        return put(key, new Tree.Scalar(value, origin));
    }

    /** Puts every entry of a mapping; whether it is open is not taken over. */
    public MappingBuilder putAll(Tree.Mapping other) {
        entries.putAll(other.entries());
        return this;
    }

    /** Removes an entry, if there is one. */
    public MappingBuilder remove(String key) {
        entries.remove(key);
        return this;
    }

    /** Says that there may be more entries; the first reason is kept. */
    public MappingBuilder open(String reason) {
        if (open.isEmpty()) {
            open = Optional.of(reason);
        }
        return this;
    }

    /** Says that there may be more entries, where a reason is given. */
    public MappingBuilder open(Optional<String> reason) {
        reason.ifPresent(this::open);
        return this;
    }

    /** {@return whether there is an entry} */
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** {@return the value of a key, if it has an entry} */
    public Optional<Tree> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Tree.Entry::value);
    }

    /** {@return the mapping} */
    public Tree.Mapping build(Origin origin) {
        return new Tree.Mapping(entries, open, origin);
    }
}
