package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
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

    /** The places that are looked at, the most compared ones, so that no policy makes the index slow to build. */
    private static final int MOST_PLACES = 16;

    /** Up to so many entries, the rules that do not compare a place are listed with each constant. */
    private static final long MOST_LISTED = 100_000;

    /** So many rules are looked at in one step. */
    private static final int RULES_PER_STEP = 64;

    private static final RuleIndex NONE = new RuleIndex(new Place[0], List.of(), new int[0][], new boolean[0]);

    private final Place[] places;

    /** For each place and each constant that a rule wants there the rules that may hold with it. */
    private final List<Map<Value, int[]>> byValue;

    /** For each place the rules that do not compare it. */
    private final int[][] others;

    /** For each place whether the rules that do not compare it are missing in the lists of its constants. */
    private final boolean[] apart;

    private RuleIndex(Place[] places, List<Map<Value, int[]>> byValue, int[][] others, boolean[] apart) {
        this.places = places;
        this.byValue = byValue;
        this.others = others;
        this.apart = apart;
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
                .sorted(Comparator.comparing((Place place) -> uses.get(place)).reversed())
                .limit(MOST_PLACES)
                .toList();
        List<Map<Value, int[]>> byValue = new ArrayList<>();
        int[][] others = new int[places.size()][];
        boolean[] apart = new boolean[places.size()];
        for (int i = 0; i < others.length; i++) {
            Map<Value, List<Integer>> matching = new HashMap<>();
            List<Integer> rest = new ArrayList<>();
            for (int j = 0; j < rules.length; j++) {
                add(j, wanted(rules[j], places.get(i)), matching, rest);
            }
            others[i] = numbers(rest);
            apart[i] = (long) rest.size() * matching.size() > MOST_LISTED;
            Map<Value, int[]> constants = new HashMap<>();
            for (Map.Entry<Value, List<Integer>> entry : matching.entrySet()) {
                int[] own = numbers(entry.getValue());
                constants.put(entry.getKey(), apart[i] ? own : either(own, others[i]));
            }
            byValue.add(constants);
        }
        return places.isEmpty() ? NONE : new RuleIndex(places.toArray(new Place[0]), byValue, others, apart);
    }

    /** Adds a rule where it may hold: with one of some constants, or with any value. */
    private static void add(
            int rule, Optional<Set<Value>> wanted, Map<Value, List<Integer>> matching, List<Integer> rest) {
        if (wanted.isEmpty()) {
            rest.add(rule);
            return;
        }
        for (Value value : wanted.get()) {
            matching.computeIfAbsent(value, key -> new ArrayList<>()).add(rule);
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
                int[] some = value == null ? others[i] : rules(i, value);
                fewest = fewest == null ? some : both(fewest, some);
                run.work(some.length / RULES_PER_STEP);
            }
        }
        return fewest;
    }

    /** The rules that may hold with a value at a place. */
    private int[] rules(int place, Value value) {
        int[] own = byValue.get(place).get(value);
        if (own == null) {
            return others[place];
        }
        return apart[place] ? either(own, others[place]) : own;
    }

    /** What is in one of two ascending lists that have nothing in common. */
    private static int[] either(int[] left, int[] right) {
        int[] all = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, all, left.length, right.length);
        Arrays.sort(all);
        return all;
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
