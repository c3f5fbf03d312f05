package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out rules that cannot have a solution, because a place of the input or of an argument is not the constant that
 * their body wants. Each place is looked at once for all rules.
 */
final class RuleIndex {
    /**
     * A place that rules compare with constants.
     *
     * @param parameter the position of the argument; -1 for the input
     * @param path the keys below it
     */
    record Place(int parameter, List<Value> path) {}

    /**
     * What a rule wants: that a place equals one of some constants.
     *
     * @param place the place
     * @param constants the constants, of which nothing is unknown
     */
    record Condition(Place place, Collection<Value> constants) {}

    /** From how many rules that compare one place an index pays. */
    private static final int WORTHWHILE = 2;

    private static final RuleIndex NONE = new RuleIndex(new Place[0], List.of(), new int[0][]);

    private final Place[] places;

    /** For each place and each constant that a rule wants there the rules that may hold with it. */
    private final List<Map<Value, int[]>> byValue;

    /** For each place the rules that do not compare it. */
    private final int[][] others;

    private RuleIndex(Place[] places, List<Map<Value, int[]>> byValue, int[][] others) {
        this.places = places;
        this.byValue = byValue;
        this.others = others;
    }

    static RuleIndex of(RulePlan[] rules) {
        Map<Place, Integer> uses = new LinkedHashMap<>();
        for (RulePlan rule : rules) {
            for (Condition condition : rule.conditions) {
                uses.merge(condition.place(), 1, Integer::sum);
            }
        }
        List<Place> places = uses.keySet().stream()
                .filter(place -> uses.get(place) >= WORTHWHILE)
                .toList();
        List<Map<Value, int[]>> byValue = new ArrayList<>();
        int[][] others = new int[places.size()][];
        for (int i = 0; i < others.length; i++) {
            Map<Value, List<Integer>> matching = new HashMap<>();
            List<Integer> rest = new ArrayList<>();
            for (int j = 0; j < rules.length; j++) {
                add(j, wanted(rules[j], places.get(i)), matching, rest);
            }
            Map<Value, int[]> constants = new HashMap<>();
            matching.forEach((value, all) -> constants.put(value, numbers(all)));
            byValue.add(constants);
            others[i] = numbers(rest);
        }
        return places.isEmpty() ? NONE : new RuleIndex(places.toArray(new Place[0]), byValue, others);
    }

    /** Adds a rule where it may hold: with one of some constants, or with any value. */
    private static void add(
            int rule, Optional<Set<Value>> wanted, Map<Value, List<Integer>> matching, List<Integer> rest) {
        if (wanted.isPresent()) {
            for (Value value : wanted.get()) {
                matching.computeIfAbsent(value, key -> new ArrayList<>(rest)).add(rule);
            }
        } else {
            rest.add(rule);
            matching.values().forEach(all -> all.add(rule));
        }
    }

    /** The constants that a rule wants at a place; empty where it does not compare it. */
    private static Optional<Set<Value>> wanted(RulePlan rule, Place place) {
        Set<Value> all = null;
        for (Condition condition : rule.conditions) {
            if (condition.place().equals(place)) {
                if (all == null) {
                    all = new LinkedHashSet<>(condition.constants());
                } else {
                    all.retainAll(condition.constants());
                }
            }
        }
        return Optional.ofNullable(all);
    }

    private static int[] numbers(List<Integer> all) {
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Which rules may have a solution, ascending; null for all. What was unknown is noted as looked at. */
    int[] candidates(Evaluation run, Value[] arguments) {
        int[] fewest = null;
        for (int i = 0; i < places.length; i++) {
            Value value = value(run, places[i], arguments);
            // What is unknown inside a value may make it equal after all.
            if (value == null || value.doubt().isNone()) {
                int[] some = value == null ? others[i] : byValue.get(i).getOrDefault(value, others[i]);
                fewest = fewest == null ? some : both(fewest, some);
            }
        }
        return fewest;
    }

    /** What is in both of two ascending lists. */
    private static int[] both(int[] left, int[] right) {
        int[] common = new int[Math.min(left.length, right.length)];
        int count = 0;
        int r = 0;
        for (int l : left) {
            while (r < right.length && right[r] < l) {
                r++;
            }
            if (r < right.length && right[r] == l) {
                common[count++] = l;
            }
        }
        return count == left.length ? left : Arrays.copyOf(common, count);
    }

    private static Value value(Evaluation run, Place place, Value[] arguments) {
        Doubt path = run.path;
        Value value = place.parameter() < 0 ? run.context.input : arguments[place.parameter()];
        for (Value key : place.path()) {
            if (value == null) {
                break;
            }
            value = Lookup.member(run, value, key);
        }
        // The rules that are tried look for themselves; only what is left out depends on this.
        run.path = path;
        return value;
    }
}
