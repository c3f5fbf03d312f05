package dev.bylaw.rego.internal.builtin;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All builtin functions, by name. */
public final class Builtins {
    private static final SortedMap<String, Builtin> ALL = all();

    private Builtins() {}

    private static SortedMap<String, Builtin> all() {
        List<List<Builtin>> families = List.of(
                Aggregates.all(),
                Arrays.all(),
                Bits.all(),
                Comparisons.all(),
                Diagnostics.all(),
                Encodings.all(),
                Graphs.all(),
                Hashes.all(),
                JsonFunctions.all(),
                JsonPatch.all(),
                JsonPaths.all(),
                Membership.all(),
                Networks.all(),
                Numbers.all(),
                Patterns.all(),
                Objects.all(),
                Queries.all(),
                Replacements.all(),
                Sets.all(),
                Strings.all(),
                StringSearch.all(),
                Times.all(),
                Types.all(),
                Units.all(),
                Uuids.all(),
                Versions.all(),
                YamlFunctions.all(),
                List.of(new Walk()));
        SortedMap<String, Builtin> byName = new TreeMap<>();
        for (List<Builtin> family : families) {
            for (Builtin builtin : family) {
                if (byName.put(builtin.name(), builtin) != null) {
                    throw new IllegalStateException("registered twice: " + builtin.name());
                }
            }
        }
        return Collections.unmodifiableSortedMap(byName);
    }

    /** {@return the builtin of this name} */
    public static Optional<Builtin> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** {@return every builtin, sorted by name} */
    public static Collection<Builtin> list() {
        return ALL.values();
    }
}
