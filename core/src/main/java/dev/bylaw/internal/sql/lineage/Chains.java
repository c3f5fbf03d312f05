package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.ColumnInput;
import dev.bylaw.internal.sql.EdgeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the number of function chains by which one column reaches a value small. Chains that are merged keep only the
 * functions that all of them have, so that nothing is claimed to be masked that is not masked on every way.
 */
final class Chains {
    private static final int MANY_INPUTS = 64;
    private static final int MAX_CHAINS = 16;

    /** What distinguishes inputs apart from their functions. */
    private record Way(String relation, String column, EdgeKind kind) {}

    private Chains() {}

    /** {@return the inputs, with chains merged where a column has too many} */
    static Set<ColumnInput> limited(Set<ColumnInput> inputs) {
        if (inputs.size() <= MANY_INPUTS) {
            return inputs;
        }
        Map<Way, List<List<String>>> ways = new LinkedHashMap<>();
        boolean over = false;
        for (ColumnInput input : inputs) {
            List<List<String>> chains = ways.computeIfAbsent(
                    new Way(input.relation(), input.column(), input.kind()), way -> new ArrayList<>());
            chains.add(input.functions());
            over |= chains.size() > MAX_CHAINS;
        }
        if (!over) {
            return inputs;
        }
        Set<ColumnInput> limited = new LinkedHashSet<>();
        ways.forEach((way, chains) -> {
            for (List<String> chain : chains.size() > MAX_CHAINS ? List.of(common(chains)) : chains) {
                limited.add(new ColumnInput(way.relation(), way.column(), way.kind(), chain));
            }
        });
        return limited;
    }

    /** {@return the inputs of both, where chains that the second adds are merged with those of the first} */
    static Set<ColumnInput> widened(Set<ColumnInput> before, Set<ColumnInput> after) {
        if (before.containsAll(after)) {
            return before;
        }
        Set<ColumnInput> all = new LinkedHashSet<>(before);
        all.addAll(after);
        Map<Way, List<List<String>>> ways = new LinkedHashMap<>();
        for (ColumnInput input : all) {
            ways.computeIfAbsent(new Way(input.relation(), input.column(), input.kind()), way -> new ArrayList<>())
                    .add(input.functions());
        }
        Set<ColumnInput> widened = new LinkedHashSet<>();
        ways.forEach((way, chains) ->
                widened.add(new ColumnInput(way.relation(), way.column(), way.kind(), common(chains))));
        return widened;
    }

    /** {@return the functions of the first chain that are in every chain as often} */
    static List<String> common(List<List<String>> chains) {
        List<String> common = chains.get(0);
        for (List<String> chain : chains) {
            List<String> left = new ArrayList<>(chain);
            List<String> kept = new ArrayList<>();
            for (String function : common) {
                if (left.remove(function)) {
                    kept.add(function);
                }
            }
            common = kept;
        }
        return common;
    }
}
