package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.ColumnInput;
import dev.bylaw.internal.sql.ColumnLineage;
import dev.bylaw.internal.sql.EdgeKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a value is made of: columns that certainly reach it, columns that may, and why there may be others. Immutable. */
final class Flow {
    /** Nothing: a constant. */
    static final Flow NONE = new Flow(Set.of(), Set.of(), Set.of());

    /** How many reasons are kept. */
    private static final int MAX_REASONS = 3;
    /** How many inputs a value may have before the rest is only known to be more. */
    private static final int MAX_INPUTS = 5_000;
    /** How many functions of a chain are kept; a shorter chain claims less. */
    private static final int MAX_FUNCTIONS = 48;

    private final Set<ColumnInput> inputs;
    private final Set<ColumnInput> candidates;
    private final Set<String> unknown;

    private Flow(Set<ColumnInput> inputs, Set<ColumnInput> candidates, Set<String> unknown) {
        this.inputs = inputs;
        this.candidates = candidates;
        this.unknown = unknown;
    }

    /** {@return the value of a column} */
    static Flow of(String relation, String column) {
        return new Flow(Set.of(new ColumnInput(relation, column, EdgeKind.IDENTITY, List.of())), Set.of(), Set.of());
    }

    /** {@return a value of which only is known why it is not known} */
    static Flow unknown(String reason) {
        return new Flow(Set.of(), Set.of(), Set.of(reason));
    }

    /** {@return what several values together are made of} */
    static Flow union(Collection<Flow> flows) {
        if (flows.size() == 1) {
            return flows.iterator().next();
        }
        Set<ColumnInput> inputs = new LinkedHashSet<>();
        Set<ColumnInput> candidates = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (Flow flow : flows) {
            inputs.addAll(flow.inputs);
            candidates.addAll(flow.candidates);
            unknown.addAll(flow.unknown);
        }
        return of(inputs, candidates, unknown);
    }

    /** {@return what two values together are made of} */
    static Flow union(Flow one, Flow other) {
        if (other == NONE || one.equals(other)) {
            return one;
        }
        return one == NONE ? other : union(List.of(one, other));
    }

    private static Flow of(Set<ColumnInput> inputs, Set<ColumnInput> candidates, Set<String> unknown) {
        if (inputs.isEmpty() && candidates.isEmpty() && unknown.isEmpty()) {
            return NONE;
        }
        Set<String> reasons = unknown;
        Set<ColumnInput> certain = Chains.limited(inputs);
        Set<ColumnInput> possible = Chains.limited(candidates);
        if (certain.size() > MAX_INPUTS || possible.size() > MAX_INPUTS) {
            certain = first(certain);
            possible = first(possible);
            reasons = new LinkedHashSet<>(unknown);
            reasons.add("it is made of more than " + MAX_INPUTS + " columns");
        }
        if (reasons.size() > MAX_REASONS) {
            List<String> sorted = new ArrayList<>(reasons);
            Collections.sort(sorted);
            reasons = new LinkedHashSet<>(sorted.subList(0, MAX_REASONS));
        }
        return new Flow(certain, possible, reasons);
    }

    private static Set<ColumnInput> first(Set<ColumnInput> inputs) {
        Set<ColumnInput> first = new LinkedHashSet<>();
        for (ColumnInput input : inputs) {
            if (first.size() < MAX_INPUTS) {
                first.add(input);
            }
        }
        return first;
    }

    /**
     * What a value is made of that is computed from this one.
     *
     * @param kind how it is computed
     * @param function the function that computes it; empty for an operator
     */
    Flow through(EdgeKind kind, String function) {
        if (kind == EdgeKind.IDENTITY || inputs.isEmpty() && candidates.isEmpty()) {
            return this;
        }
        return of(passed(inputs, kind, function), passed(candidates, kind, function), unknown);
    }

    private static Set<ColumnInput> passed(Set<ColumnInput> inputs, EdgeKind kind, String function) {
        Set<ColumnInput> passed = new LinkedHashSet<>();
        for (ColumnInput input : inputs) {
            EdgeKind both = input.kind().then(kind);
            List<String> functions = input.functions();
            if (both == EdgeKind.INDIRECT) {
                functions = List.of();
            } else if (!function.isEmpty() && functions.size() < MAX_FUNCTIONS) {
                functions = new ArrayList<>(functions);
                functions.add(function);
            }
            passed.add(new ColumnInput(input.relation(), input.column(), both, functions));
        }
        return passed;
    }

    /** {@return this flow, with a reason why there may be more} */
    Flow withUnknown(String reason) {
        Set<String> reasons = new LinkedHashSet<>(unknown);
        reasons.add(reason);
        return of(inputs, candidates, reasons);
    }

    /** {@return this flow where none of it is certain} */
    Flow asCandidates(String reason) {
        Set<ColumnInput> all = new LinkedHashSet<>(candidates);
        all.addAll(inputs);
        Set<String> reasons = new LinkedHashSet<>(unknown);
        reasons.add(reason);
        return of(Set.of(), all, reasons);
    }

    /** {@return what this and a later round of a recursion have in common by way of functions, and the inputs of both} */
    Flow widened(Flow grown) {
        Set<String> reasons = new LinkedHashSet<>(unknown);
        reasons.addAll(grown.unknown);
        return of(Chains.widened(inputs, grown.inputs), Chains.widened(candidates, grown.candidates), reasons);
    }

    Set<ColumnInput> inputs() {
        return inputs;
    }

    Set<String> reasons() {
        return unknown;
    }

    int size() {
        return inputs.size() + candidates.size();
    }

    /** {@return the flow as it is given out} */
    ColumnLineage lineage() {
        Set<ColumnInput> only = new LinkedHashSet<>(candidates);
        only.removeAll(inputs);
        Optional<String> reason = unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", unknown.stream().sorted().toList()));
        return new ColumnLineage(sorted(inputs), sorted(only), reason);
    }

    static List<ColumnInput> sorted(Collection<ColumnInput> inputs) {
        return inputs.stream().sorted().toList();
    }

    /** {@return whether this is the same but perhaps for the case of names} */
    boolean isAlike(Flow other) {
        return unknown.equals(other.unknown)
                && inputs.size() == other.inputs.size()
                && candidates.size() == other.candidates.size()
                && folded(inputs).equals(folded(other.inputs))
                && folded(candidates).equals(folded(other.candidates));
    }

    private static Set<ColumnInput> folded(Set<ColumnInput> inputs) {
        Set<ColumnInput> folded = new LinkedHashSet<>();
        for (ColumnInput input : inputs) {
            folded.add(new ColumnInput(input.relation(), Names.loose(input.column()), input.kind(), input.functions()));
        }
        return folded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flow flow
                && inputs.equals(flow.inputs)
                && candidates.equals(flow.candidates)
                && unknown.equals(flow.unknown);
    }

    @Override
    public int hashCode() {
        return inputs.hashCode() + 31 * candidates.hashCode() + unknown.hashCode();
    }
}
