package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** What a rule wants: that a place equals a constant. */
    record Condition(Place place, Value constant) {}

    /** From how many rules that compare one place an index pays. */
    private static final int WORTHWHILE = 2;

    /** So many rules are looked at in one step. */
    private static final int RULES_PER_STEP = 64;

    private static final RuleIndex NONE = new RuleIndex(new Place[0], new int[0][], new Value[0][]);

    private final Place[] places;

    /** For each rule the numbers of the places it compares. */
    private final int[][] compared;

    /** For each rule the constants it wants there. */
    private final Value[][] constants;

    private RuleIndex(Place[] places, int[][] compared, Value[][] constants) {
        this.places = places;
        this.compared = compared;
        this.constants = constants;
    }

    static RuleIndex of(RulePlan[] rules) {
        Map<Place, Integer> uses = new HashMap<>();
        for (RulePlan rule : rules) {
            for (Condition condition : rule.conditions) {
                uses.merge(condition.place(), 1, Integer::sum);
            }
        }
        Map<Place, Integer> places = new LinkedHashMap<>();
        int[][] compared = new int[rules.length][];
        Value[][] constants = new Value[rules.length][];
        for (int i = 0; i < rules.length; i++) {
            List<Condition> worth = Arrays.stream(rules[i].conditions)
                    .filter(condition -> uses.get(condition.place()) >= WORTHWHILE)
                    .toList();
            compared[i] = new int[worth.size()];
            constants[i] = new Value[worth.size()];
            for (int j = 0; j < worth.size(); j++) {
                Place place = worth.get(j).place();
                places.putIfAbsent(place, places.size());
                compared[i][j] = places.get(place);
                constants[i][j] = worth.get(j).constant();
            }
        }
        return places.isEmpty() ? NONE : new RuleIndex(places.keySet().toArray(new Place[0]), compared, constants);
    }

    /** Which rules may have a solution; null for all. What was unknown is noted as looked at. */
    boolean[] candidates(Evaluation run, Value[] arguments) {
        if (places.length == 0) {
            return null;
        }
        run.work(1 + compared.length / RULES_PER_STEP);
        Value[] found = new Value[places.length];
        for (int i = 0; i < places.length; i++) {
            found[i] = value(run, places[i], arguments);
        }
        boolean[] candidates = new boolean[compared.length];
        for (int rule = 0; rule < compared.length; rule++) {
            candidates[rule] = true;
            for (int i = 0; i < compared[rule].length && candidates[rule]; i++) {
                Value value = found[compared[rule][i]];
                // What is unknown inside a value may make it equal after all.
                candidates[rule] = value != null
                        && (value.equals(constants[rule][i]) || !value.doubt().isNone());
            }
        }
        return candidates;
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
