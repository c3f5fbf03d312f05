package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TermText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Collects the keys of a partial object, which may be several levels deep and end in values or sets. */
final class ObjectTree {
    /** What stands at a key. */
    private sealed interface Place {}

    private record Leaf(Value value, Doubt doubt) implements Place {}

    private record Members(SetValue.Builder set) implements Place {}

    private record Level(Map<Value, Place> places) implements Place {}

    private final String name;
    private final Map<Value, Place> root = new LinkedHashMap<>();

    /** What is unknown inside of keys: those that are equal as far as they are known may be two. */
    private Doubt inexact = Doubt.NONE;

    /** A tree for the rules of this name. */
    ObjectTree(String name) {
        this.name = name;
    }

    /** Puts a value, or with {@code member} a member of a set, behind some keys. */
    void put(Evaluation run, Value[] keys, Value value, Doubt doubt, boolean member, RegoLocation at) {
        run.made(1 + keys.length);
        for (Value key : keys) {
            run.through(key);
        }
        if (member) {
            run.through(value);
        }
        Map<Value, Place> level = root;
        inexact = inexact.and(Computes.doubt(keys));
        for (int i = 0; i < keys.length - 1; i++) {
            Place place = level.computeIfAbsent(keys[i], key -> new Level(new LinkedHashMap<>()));
            if (!(place instanceof Level inner)) {
                conflict(run, level, keys[i], doubt, at);
                return;
            }
            level = inner.places();
        }
        Value key = keys[keys.length - 1];
        Place before = level.get(key);
        if (member) {
            if (before == null) {
                before = new Members(SetValue.builder());
                level.put(key, before);
            }
            if (before instanceof Members members) {
                members.set().add(value, doubt);
            } else {
                conflict(run, level, key, doubt, at);
            }
        } else if (before == null) {
            level.put(key, new Leaf(value, doubt));
        } else if (before instanceof Leaf leaf && Lookup.equal(run, leaf.value(), value)) {
            Doubt both = leaf.doubt().isNone() || doubt.isNone()
                    ? Doubt.NONE
                    : leaf.doubt().and(doubt);
            level.put(key, new Leaf(leaf.value(), both));
        } else {
            conflict(run, level, key, doubt, at);
        }
    }

    private void conflict(Evaluation run, Map<Value, Place> level, Value key, Doubt doubt, RegoLocation at) {
        Doubt known = level.get(key) instanceof Leaf leaf ? leaf.doubt().and(doubt) : doubt;
        known = known.and(inexact);
        run.conflict(
                RegoError.at(
                                at,
                                "eval_conflict_error",
                                "object keys must be unique: " + name + " has two values for " + TermText.brief(key))
                        .withSuggestion("take the second value into the key, or collect the values in a set"),
                known);
        if (level.get(key) instanceof Leaf leaf) {
            level.put(key, new Leaf(leaf.value(), known.and(run.reads)));
        }
    }

    /** The object; every level of it may have more keys if {@code open} is not none. */
    ObjectValue build(Doubt open) {
        return build(root, open.and(inexact));
    }

    private static ObjectValue build(Map<Value, Place> level, Doubt open) {
        ObjectValue.Builder object = ObjectValue.builder().open(open);
        level.forEach((key, place) -> {
            if (place instanceof Leaf leaf) {
                object.put(key, leaf.value(), leaf.doubt());
            } else if (place instanceof Members members) {
                SetValue set = members.set().open(open).build();
                object.put(key, set, presence(set.size(), set::memberDoubt));
            } else {
                ObjectValue inner = build(((Level) place).places(), open);
                object.put(key, inner, presence(inner.size(), inner::memberDoubt));
            }
        });
        return object.build();
    }

    /** A collection that rules made is there if one of its members is. */
    private static Doubt presence(int size, IntFunction<Doubt> memberDoubt) {
        Doubt all = Doubt.NONE;
        for (int i = 0; i < size; i++) {
            Doubt doubt = memberDoubt.apply(i);
            if (doubt.isNone()) {
                return doubt;
            }
            all = all.and(doubt);
        }
        return all;
    }
}
