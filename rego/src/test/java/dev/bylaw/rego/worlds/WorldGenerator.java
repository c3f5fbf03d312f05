package dev.bylaw.rego.worlds;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Documents with places that may be hidden. A {@link Plan} is a document in which some places are marked; it can be shown
 * with these places hidden, or filled in any way.
 */
final class WorldGenerator {
    static final List<String> KEYS = List.of("a", "b", "c");
    private static final int MAX_DEPTH = 3;

    private final Random random;
    private int places;

    WorldGenerator(Random random) {
        this.random = random;
    }

    /** A document with marked places. */
    sealed interface Plan {}

    record Known(Value value) implements Plan {}

    /** A place that is hidden: it may be absent or anything; in one of two fillings what it was before, if it was. */
    record Hidden(Doubt doubt, Optional<Plan> before) implements Plan {}

    /** An object; if it is open, it may have other keys. */
    record ObjectPlan(Map<String, Plan> entries, Doubt open) implements Plan {}

    /** An array; if it is open, it may have other elements anywhere. */
    record ArrayPlan(List<Plan> items, Doubt open) implements Plan {}

    /** A random object with marked places; often two of its members are alike, and one hides something. */
    ObjectPlan document() {
        ObjectPlan document = object(0, 0.4);
        if (random.nextInt(3) > 0) {
            return document;
        }
        Map<String, Plan> entries = new LinkedHashMap<>(document.entries());
        Plan certain = collection(2, 0);
        boolean first = random.nextBoolean();
        Plan other = random.nextInt(3) == 0 ? torn(certain) : twin(certain);
        entries.put("a", first ? certain : other);
        entries.put("b", first ? other : certain);
        return new ObjectPlan(entries, document.open());
    }

    /** A plan that looks the same when hidden, but hides something. */
    private Plan twin(Plan plan) {
        if (plan instanceof ArrayPlan array) {
            return new ArrayPlan(array.items(), open(1));
        }
        ObjectPlan object = (ObjectPlan) plan;
        Map<String, Plan> entries = new LinkedHashMap<>(object.entries());
        for (String key : KEYS) {
            if (random.nextBoolean()) {
                entries.putIfAbsent(key, hidden(Optional.empty()));
            }
        }
        return new ObjectPlan(entries, open(0.5));
    }

    /** A plan in which something that can be seen in the given one is hidden. */
    private Plan torn(Plan plan) {
        if (plan instanceof ArrayPlan array) {
            return new ArrayPlan(array.items().stream().map(this::torn).toList(), array.open());
        }
        if (plan instanceof ObjectPlan object) {
            Map<String, Plan> entries = new LinkedHashMap<>(object.entries());
            entries.replaceAll((key, value) -> random.nextBoolean() ? hidden(Optional.of(value)) : torn(value));
            return new ObjectPlan(entries, object.open());
        }
        return plan;
    }

    private Plan plan(int depth, double hiding) {
        if (random.nextDouble() < hiding) {
            return hidden(Optional.empty());
        }
        int kind = depth >= MAX_DEPTH ? random.nextInt(6) : random.nextInt(12);
        if (kind < 6) {
            return new Known(scalar());
        }
        return collection(depth, hiding);
    }

    /** A random object or array with marked places. */
    private Plan collection(int depth, double hiding) {
        if (random.nextBoolean()) {
            return object(depth + 1, hiding);
        }
        List<Plan> items = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            // What an array hides is told by its being open.
            items.add(plan(depth + 1, 0) instanceof Known known ? known : plan(MAX_DEPTH, 0));
        }
        return new ArrayPlan(items, open(hiding));
    }

    private Hidden hidden(Optional<Plan> before) {
        return new Hidden(Doubt.about("/p" + places++, "hidden"), before);
    }

    private ObjectPlan object(int depth, double hiding) {
        Map<String, Plan> entries = new LinkedHashMap<>();
        for (String key : KEYS) {
            if (random.nextInt(4) > 0) {
                entries.put(key, plan(depth, hiding));
            }
        }
        return new ObjectPlan(entries, open(hiding / 2));
    }

    private Doubt open(double hiding) {
        return random.nextDouble() < hiding ? Doubt.about("/p" + places++, "open") : Doubt.NONE;
    }

    Value scalar() {
        return switch (random.nextInt(8)) {
            case 0 -> NullValue.NULL;
            case 1 -> BooleanValue.TRUE;
            case 2 -> BooleanValue.FALSE;
            case 3 -> StringValue.of("x");
            case 4 -> StringValue.of("y");
            default -> NumberValue.of(random.nextInt(3));
        };
    }

    /** The document with its marked places hidden. */
    static Value hidden(Plan plan) {
        if (plan instanceof Known known) {
            return known.value();
        }
        if (plan instanceof ArrayPlan array) {
            ArrayValue.Builder builder = ArrayValue.builder().open(array.open());
            array.items().forEach(item -> builder.add(hidden(item)));
            return builder.build();
        }
        ObjectPlan object = (ObjectPlan) plan;
        ObjectValue.Builder builder = ObjectValue.builder().open(object.open());
        object.entries().forEach((key, value) -> {
            if (value instanceof Hidden place) {
                builder.absent(StringValue.of(key), place.doubt());
            } else {
                builder.put(key, hidden(value));
            }
        });
        return builder.build();
    }

    /** The document with its marked places filled at random, some left absent. */
    Value filled(Plan plan) {
        if (plan instanceof Known known) {
            return known.value();
        }
        if (plan instanceof ArrayPlan array) {
            List<Value> items = new ArrayList<>();
            for (Plan item : array.items()) {
                maybeAdd(array, items);
                items.add(filled(item));
            }
            maybeAdd(array, items);
            return ArrayValue.of(items);
        }
        ObjectPlan object = (ObjectPlan) plan;
        ObjectValue.Builder builder = ObjectValue.builder();
        if (!object.open().isNone()) {
            for (String key : KEYS) {
                if (!object.entries().containsKey(key) && random.nextBoolean()) {
                    builder.put(key, anything());
                }
            }
        }
        object.entries().forEach((key, value) -> {
            if (!(value instanceof Hidden place)) {
                builder.put(key, filled(value));
            } else if (place.before().isPresent() && random.nextBoolean()) {
                builder.put(key, filled(place.before().get()));
            } else if (random.nextInt(4) > 0) {
                builder.put(key, anything());
            }
        });
        return builder.build();
    }

    private void maybeAdd(ArrayPlan array, List<Value> items) {
        if (!array.open().isNone() && random.nextInt(3) == 0) {
            items.add(anything());
        }
    }

    private Value anything() {
        return filled(plan(1, 0));
    }
}
