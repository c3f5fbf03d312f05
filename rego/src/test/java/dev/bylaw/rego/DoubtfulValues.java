package dev.bylaw.rego;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Random values of which parts are unknown, their fillings, and the question whether a value is a filling of another: what
 * it takes to test that nothing is certain that is not the same in every possible world.
 *
 * <p>A filling keeps every certain part and decides each doubtful one: a member is there or not, a value of a doubtful key
 * is another one, and what is open gets members. Scalars are few, so that fillings often meet what is there already.
 */
public final class DoubtfulValues {
    private static final List<Value> SCALARS = List.of(
            NullValue.NULL,
            BooleanValue.TRUE,
            BooleanValue.FALSE,
            NumberValue.of(0),
            NumberValue.of(1),
            NumberValue.of(2),
            NumberValue.parse("1.0"),
            StringValue.of("a"),
            StringValue.of("b"),
            StringValue.of("c"));

    private static final List<Value> KEYS =
            List.of(StringValue.of("a"), StringValue.of("b"), StringValue.of("c"), NumberValue.of(1));

    private final Random random;
    private final int doubtPercent;
    private int places;

    /**
     * A source of values.
     *
     * @param random what they follow from
     * @param doubtPercent how often a part is doubtful; 0 for values without doubts
     */
    public DoubtfulValues(Random random, int doubtPercent) {
        this.random = random;
        this.doubtPercent = doubtPercent;
    }

    /** {@return values of any kind, about a fifth of their parts in doubt} */
    public static Arbitrary<Value> arbitrary() {
        return Arbitraries.randomValue(random -> new DoubtfulValues(random, 20).value(3));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Doubt doubt() {
        return chance(doubtPercent) ? Doubt.about("/" + places++, "not known") : Doubt.NONE;
    }

    /** {@return a value without collections} */
    public Value scalar() {
        return pick(SCALARS);
    }

    /** {@return a value of any kind, collections in each other at most this deep} */
    public Value value(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 0, 1, 2 -> scalar();
            case 3 -> array(depth - 1);
            case 4 -> set(depth - 1);
            default -> object(depth - 1);
        };
    }

    /** {@return an array of values up to this deep} */
    public ArrayValue array(int depth) {
        ArrayValue.Builder out = ArrayValue.builder().open(chance(30) ? doubt() : Doubt.NONE);
        for (int i = random.nextInt(4); i > 0; i--) {
            out.add(value(depth), doubt());
        }
        return out.build();
    }

    /** {@return a set of values up to this deep} */
    public SetValue set(int depth) {
        SetValue.Builder out = SetValue.builder().open(chance(30) ? doubt() : Doubt.NONE);
        for (int i = random.nextInt(4); i > 0; i--) {
            out.add(value(depth), doubt());
        }
        return out.build();
    }

    /** {@return an object with values up to this deep, now and then with keys that are no strings} */
    public ObjectValue object(int depth) {
        ObjectValue.Builder out = ObjectValue.builder().open(chance(30) ? doubt() : Doubt.NONE);
        for (int i = random.nextInt(4); i > 0; i--) {
            out.put(chance(90) ? pick(KEYS) : value(1), value(depth), doubt());
        }
        if (chance(2 * doubtPercent)) {
            out.absent(pick(KEYS), doubt());
        }
        return out.build();
    }

    /** {@return a graph: nodes with arrays or sets of nodes} */
    public ObjectValue graph() {
        ObjectValue.Builder out = ObjectValue.builder().open(chance(20) ? doubt() : Doubt.NONE);
        for (Value node : KEYS) {
            if (chance(70)) {
                out.put(node, nodes(), doubt());
            } else {
                out.absent(node, doubt());
            }
        }
        return out.build();
    }

    /** {@return an array or a set of nodes of a graph} */
    public Value nodes() {
        ArrayValue.Builder array = ArrayValue.builder().open(chance(20) ? doubt() : Doubt.NONE);
        SetValue.Builder set = SetValue.builder().open(chance(20) ? doubt() : Doubt.NONE);
        for (int i = random.nextInt(3); i > 0; i--) {
            Value node = pick(KEYS);
            Doubt doubt = doubt();
            array.add(node, doubt);
            set.add(node, doubt);
        }
        return random.nextBoolean() ? array.build() : set.build();
    }

    /** {@return a random filling of a value: one of its possible worlds, without doubts} */
    public Value fill(Value value) {
        if (value.doubt().isNone()) {
            return value;
        }
        if (value instanceof ArrayValue array) {
            return fill(array);
        }
        return value instanceof SetValue set ? fill(set) : fill((ObjectValue) value);
    }

    private Value other() {
        return new DoubtfulValues(random, 0).value(2);
    }

    private ArrayValue fill(ArrayValue array) {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.memberDoubt(i).isNone() || random.nextBoolean()) {
                items.add(fill(array.get(i)));
            }
        }
        if (!array.open().isNone()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                items.add(random.nextInt(items.size() + 1), other());
            }
            if (chance(30)) {
                Collections.shuffle(items, random);
            }
        }
        return ArrayValue.of(items);
    }

    private SetValue fill(SetValue set) {
        SetValue.Builder out = SetValue.builder();
        for (int i = 0; i < set.size(); i++) {
            if (set.memberDoubt(i).isNone() || random.nextBoolean()) {
                out.add(fill(set.get(i)));
            }
        }
        if (!set.open().isNone()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                out.add(other());
            }
        }
        return out.build();
    }

    private ObjectValue fill(ObjectValue object) {
        Map<Value, Value> entries = new TreeMap<>();
        if (!object.open().isNone()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                entries.put(chance(70) ? pick(KEYS) : other(), other());
            }
        }
        object.absent().keySet().forEach(key -> {
            if (random.nextBoolean()) {
                entries.put(key, other());
            }
        });
        object.keys().forEach(entries::remove);
        // Certain keys come last: no other key takes their place.
        for (boolean certain : new boolean[] {false, true}) {
            for (int i = 0; i < object.size(); i++) {
                Value key = object.keyAt(i);
                boolean doubtful = !object.memberDoubt(i).isNone();
                if (key.doubt().isNone() == certain && (!doubtful || random.nextBoolean())) {
                    entries.put(fill(key), doubtful && chance(30) ? other() : fill(object.valueAt(i)));
                }
            }
        }
        return ObjectValue.of(entries);
    }

    /**
     * Whether a value is a filling of another one.
     *
     * @param doubtful a value with doubts
     * @param world a value without
     */
    public static boolean admits(Value doubtful, Value world) {
        if (doubtful.type() != world.type()) {
            return false;
        }
        if (doubtful.doubt().isNone()) {
            return doubtful.equals(world);
        }
        if (doubtful instanceof ArrayValue array) {
            return admits(array, (ArrayValue) world);
        }
        return doubtful instanceof SetValue set
                ? admits(set, (SetValue) world)
                : admits((ObjectValue) doubtful, (ObjectValue) world);
    }

    private static boolean admits(ArrayValue array, ArrayValue world) {
        if (!array.open().isNone()) {
            List<Value> certain = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                if (array.memberDoubt(i).isNone()) {
                    certain.add(array.get(i));
                }
            }
            return match(certain, new ArrayList<>(world.items()));
        }
        boolean fits = array.size() == world.size();
        for (int i = 0; fits && i < array.size(); i++) {
            fits = admits(array.get(i), world.get(i));
        }
        return fits;
    }

    /** Whether each value has a filling of its own among the others. */
    private static boolean match(List<Value> values, List<Value> others) {
        if (values.isEmpty()) {
            return true;
        }
        List<Value> rest = values.subList(1, values.size());
        for (int i = 0; i < others.size(); i++) {
            if (admits(values.get(0), others.get(i))) {
                List<Value> left = new ArrayList<>(others);
                left.remove(i);
                if (match(rest, left)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean admits(SetValue set, SetValue world) {
        for (int i = 0; i < set.size(); i++) {
            Value member = set.get(i);
            if (set.memberDoubt(i).isNone() && world.members().stream().noneMatch(other -> admits(member, other))) {
                return false;
            }
        }
        return !set.open().isNone() || world.members().stream().allMatch(set::contains);
    }

    private static boolean admits(ObjectValue object, ObjectValue world) {
        for (int i = 0; i < object.size(); i++) {
            if (object.memberDoubt(i).isNone() && !hasEntry(object, i, world)) {
                return false;
            }
        }
        return !object.open().isNone()
                || world.keys().stream()
                        .allMatch(key ->
                                object.indexOf(key) >= 0 || object.absent().containsKey(key));
    }

    private static boolean hasEntry(ObjectValue object, int position, ObjectValue world) {
        Value key = object.keyAt(position);
        Value value = object.valueAt(position);
        for (int i = 0; i < world.size(); i++) {
            if (admits(key, world.keyAt(i))) {
                // A key of which parts are unknown may turn out to be another one, whose value it then has.
                boolean taken = !key.doubt().isNone()
                        && !object.absenceDoubt(world.keyAt(i)).isNone();
                if (taken || admits(value, world.valueAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }
}
