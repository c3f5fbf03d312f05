package dev.bylaw.rego;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An object that a rule writes out as the member of its set, as in {@code violation contains {"message": message} if { ... }}.
 *
 * @param path the path of the rule, with dots and beginning with {@code data}, as in {@link Definition}
 * @param entries its entries, as far as their keys are constant text
 * @param whole whether these are all
 * @param at where the object stands
 */
public record LiteralMember(String path, List<Entry> entries, boolean whole, RegoLocation at) {
    /** Copies the list. */
    public LiteralMember {
        Objects.requireNonNull(path, "path is null");
        entries = List.copyOf(entries);
        Objects.requireNonNull(at, "at is null");
    }

    /**
     * An entry.
     *
     * @param key its key
     * @param value its value, where that is constant text
     * @param keyAt where the key stands
     * @param valueAt where the value stands
     */
    public record Entry(String key, Optional<String> value, RegoLocation keyAt, RegoLocation valueAt) {
        /** Checks that nothing is missing. */
        public Entry {
            Objects.requireNonNull(key, "key is null");
            Objects.requireNonNull(value, "value is null");
            Objects.requireNonNull(keyAt, "keyAt is null");
            Objects.requireNonNull(valueAt, "valueAt is null");
        }
    }
}
