package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.compile.RuleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads below {@code data} where rules and the base document meet. Immutable. */
final class DataTree extends Compute {
    private final GroupPlan[] groups;
    private final RuleTree.Node node;
    private final List<String> path;
    private final Compute[] operands;

    /**
     * A read.
     *
     * @param groups all planned groups by id
     * @param node the place of the rule tree that the constant part of the path leads to
     * @param path that part
     * @param operands the rest of the path
     */
    DataTree(GroupPlan[] groups, RuleTree.Node node, List<String> path, Compute[] operands) {
        this.groups = groups;
        this.node = node;
        this.path = List.copyOf(path);
        this.operands = operands;
    }

    @Override
    Value eval(Frame frame) {
        Value[] keys = Computes.all(operands, frame);
        if (keys == null) {
            return null;
        }
        Evaluation run = frame.run;
        Value base = run.context.data;
        for (String step : path) {
            base = base == null ? null : Lookup.member(run, base, StringValue.of(step));
        }
        return read(run, node, new ArrayList<>(path), base, keys, 0);
    }

    private Value read(
            Evaluation run, RuleTree.Node place, List<String> walked, Value base, Value[] keys, int position) {
        Value value = null;
        int at = position;
        if (run.context.isShadowed(walked)) {
            value = base;
        } else if (place.group().isPresent()) {
            RuleGroup group = place.group().get();
            value = group.kind() == RuleGroup.Kind.FUNCTION ? null : groupValue(run, groups[group.id()]);
        } else if (at == keys.length) {
            return whole(run, place, walked, base);
        } else {
            Value key = keys[at];
            Value below = base == null ? null : Lookup.member(run, base, key);
            RuleTree.Node child =
                    key instanceof StringValue text ? place.children().get(text.value()) : null;
            if (child != null) {
                walked.add(((StringValue) key).value());
                return read(run, child, walked, below, keys, at + 1);
            }
            value = below;
            at++;
        }
        for (; at < keys.length && value != null; at++) {
            value = Lookup.member(run, value, keys[at]);
        }
        return value;
    }

    /** Everything below a place: what the rules define, and of the base document what they do not. */
    private Value whole(Evaluation run, RuleTree.Node place, List<String> walked, Value base) {
        Value known = run.context.trees.get(place);
        if (known != null) {
            return known;
        }
        ObjectValue.Builder all = ObjectValue.builder();
        if (base instanceof ObjectValue object) {
            run.work(1L + object.size());
            run.made(object.size());
            for (int i = 0; i < object.size(); i++) {
                all.put(object.keyAt(i), object.valueAt(i), object.memberDoubt(i));
            }
            object.absent().forEach(all::absent);
            all.open(object.open());
        }
        for (Map.Entry<String, RuleTree.Node> entry : place.children().entrySet()) {
            List<String> inner = new ArrayList<>(walked);
            inner.add(entry.getKey());
            if (run.context.isShadowed(inner)) {
                continue;
            }
            StringValue key = StringValue.of(entry.getKey());
            RuleTree.Node child = entry.getValue();
            if (child.group().isEmpty()) {
                all.put(key, whole(run, child, inner, all.get(key)));
            } else if (child.group().get().kind() != RuleGroup.Kind.FUNCTION) {
                Outcome outcome = groups[child.group().get().id()].outcome(run);
                // Read as a whole, the base document comes first, as in OPA.
                if (all.get(key) == null) {
                    if (outcome.value() != null) {
                        all.put(key, outcome.value(), outcome.doubt());
                    } else {
                        all.absent(key, outcome.doubt());
                    }
                }
            }
        }
        Value value = all.build();
        run.context.trees.put(place, value);
        return value;
    }

    /** The value of a rule, or of what {@code with} has put in its place; what is in doubt is noted. */
    static Value groupValue(Evaluation run, GroupPlan group) {
        Context context = run.context;
        if (context.shadows != null) {
            if (context.isShadowed(group.path)) {
                Value value = context.data;
                for (String step : group.path) {
                    value = value == null ? null : Lookup.member(run, value, StringValue.of(step));
                }
                return value;
            }
            if (context.isShadowedBelow(group.path)) {
                return overlaid(run, group);
            }
        }
        Outcome outcome = group.outcome(run);
        run.doubt(outcome.doubt());
        return outcome.value();
    }

    /** The value of a rule with the replacements that stand inside it. */
    private static Value overlaid(Evaluation run, GroupPlan group) {
        Outcome outcome = group.outcome(run);
        run.doubt(outcome.doubt());
        Value value = outcome.value();
        for (List<String> shadow : run.context.shadows) {
            if (shadow.size() > group.path.size()
                    && shadow.subList(0, group.path.size()).equals(group.path)) {
                Value replacement = run.context.data;
                for (String step : shadow) {
                    replacement = replacement == null ? null : Lookup.member(run, replacement, StringValue.of(step));
                }
                if (replacement != null) {
                    Value[] rest = shadow.subList(group.path.size(), shadow.size()).stream()
                            .map(StringValue::of)
                            .toArray(Value[]::new);
                    value = WithStep.set(run, value, rest, 0, replacement);
                }
            }
        }
        return value;
    }
}
