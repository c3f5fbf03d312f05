package dev.bylaw.rego.internal.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.DoubtfulValues;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * The law of doubts: where a call is said to be certain, every filling of what is unknown in its arguments gives a filling
 * of its result, and where it has no result, none has.
 */
class PossibleWorldsTest {
    private static final Doubt WHY = Doubt.about("/x", "not known");
    private static final int FILLINGS = 6;

    /** Kinds of the parameters of builtins that say less than the default, or build values with doubts. */
    private static final List<String> CALLS = List.of(
            "count any",
            "count array",
            "count set",
            "count object",
            "array.concat array array",
            "array.flatten array",
            "array.reverse array",
            "array.slice array int int",
            "and set set",
            "or set set",
            "minus set set",
            "minus any any",
            "set_diff set set",
            "union set",
            "intersection set",
            "equal any any",
            "neq any any",
            "equal object object",
            "equal array array",
            "equal set set",
            "lt any any",
            "gte array array",
            "internal.member_2 any any",
            "internal.member_2 any array",
            "internal.member_2 any set",
            "internal.member_2 any object",
            "internal.member_3 int any array",
            "internal.member_3 key any object",
            "internal.member_3 any any set",
            "internal.member_3 any any any",
            "object.get object key any",
            "object.get object path any",
            "object.get any any any",
            "object.keys object",
            "object.keys any",
            "object.filter object keys",
            "object.remove object keys",
            "object.filter object object",
            "object.remove object set",
            "object.union object object",
            "object.union_n objects",
            "object.subset any any",
            "graph.reachable graph nodes",
            "graph.reachable_paths graph nodes",
            "graph.reachable any nodes",
            "is_array any",
            "is_object any",
            "is_set any",
            "is_string any",
            "is_number any",
            "is_null any",
            "is_boolean any",
            "type_name any",
            "cast_object any",
            "cast_array any",
            "cast_set any",
            "cast_string any",
            "to_number any",
            "sum array",
            "max any",
            "sort set",
            "any array",
            "all set",
            "json.marshal any",
            "json.filter object keys",
            "json.remove object keys",
            "yaml.marshal any",
            "concat key array",
            "internal.print any",
            "internal.test_case any",
            "trace any");

    private static Value argument(String kind, DoubtfulValues values, Random random) {
        return switch (kind) {
            case "array" -> values.array(2);
            case "set" -> values.set(2);
            case "object" -> values.object(2);
            case "objects" -> ArrayValue.of(values.object(2), values.object(1), values.object(1));
            case "int" -> NumberValue.of(random.nextInt(4));
            case "key" -> StringValue.of(random.nextBoolean() ? "a" : "b");
            case "keys" ->
                random.nextInt(4) == 0 ? values.nodes() : ArrayValue.of(StringValue.of("a"), NumberValue.of(1));
            case "path" ->
                ArrayValue.of(StringValue.of("a"), random.nextBoolean() ? StringValue.of("b") : NumberValue.of(1));
            case "graph" -> values.graph();
            case "nodes" -> values.nodes();
            default -> values.value(3);
        };
    }

    /** The result, or null where it is undefined or an error. */
    private static Value call(Builtin builtin, Value[] arguments) {
        try {
            return builtin.call(TestContext.unlimited(), arguments);
        } catch (BuiltinException e) {
            return null;
        }
    }

    @Property(tries = 4000)
    void certainResultsAreTheSameInEveryWorld(@ForAll long seed) {
        Random random = new Random(seed);
        DoubtfulValues values = new DoubtfulValues(random, 15);
        for (String signature : CALLS) {
            String[] parts = signature.split(" ", -1);
            Builtin builtin = Builtins.find(parts[0]).orElseThrow();
            Value[] arguments = new Value[parts.length - 1];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = argument(parts[i + 1], values, random);
            }
            Value result = call(builtin, arguments);
            if (!builtin.doubt(arguments, result).isNone()) {
                continue;
            }
            for (int i = 0; i < FILLINGS; i++) {
                Value[] filled = arguments.clone();
                for (int a = 0; a < filled.length; a++) {
                    filled[a] = values.fill(arguments[a]);
                }
                Value world = call(builtin, filled);
                boolean same = result == null ? world == null : world != null && DoubtfulValues.admits(result, world);
                assertThat(same)
                        .as(
                                "%s%s = %s, but filled %s = %s",
                                parts[0], List.of(arguments), result, List.of(filled), world)
                        .isTrue();
            }
        }
    }

    @Property(tries = 3000)
    void certainPairsOfWalkAreThereInEveryWorld(@ForAll long seed) {
        Random random = new Random(seed);
        DoubtfulValues values = new DoubtfulValues(random, 20);
        Value[] arguments = {values.value(3)};
        Builtin.Relation walk = (Builtin.Relation) Builtins.find("walk").orElseThrow();
        List<Value> certain = new ArrayList<>();
        walk.each(TestContext.unlimited(), arguments, (pair, doubt) -> {
            if (doubt.isNone()) {
                certain.add(pair);
            }
        });
        Value[] filled = {values.fill(arguments[0])};
        List<Value> found = new ArrayList<>();
        walk.each(TestContext.unlimited(), filled, (pair, doubt) -> found.add(pair));
        for (Value pair : certain) {
            assertThat(found)
                    .as("%s of %s filled as %s", pair, arguments[0], filled[0])
                    .anyMatch(other -> DoubtfulValues.admits(pair, other));
        }
        if (walk.doubt(arguments, null).isNone()) {
            assertThat(found).isEqualTo(certain);
        }
    }

    private static Doubt doubt(String name, Value... arguments) {
        Builtin builtin = Builtins.find(name).orElseThrow();
        return builtin.doubt(arguments, call(builtin, arguments));
    }

    private static ObjectValue unknownAt(String key) {
        return ObjectValue.builder()
                .put("known", NumberValue.of(1))
                .absent(StringValue.of(key), WHY)
                .build();
    }

    @Test
    void lookupsDependOnTheirPathOnly() {
        ObjectValue config = unknownAt("schema");
        ObjectValue model = ObjectValue.builder()
                .put("config", config)
                .put("name", StringValue.of("m"))
                .build();
        Value path = ArrayValue.of(StringValue.of("config"), StringValue.of("known"));
        assertThat(doubt("object.get", model, path, BooleanValue.FALSE)).isEqualTo(Doubt.NONE);
        assertThat(doubt("object.get", config, StringValue.of("schema"), BooleanValue.FALSE))
                .isEqualTo(WHY);
        assertThat(doubt("object.get", config, StringValue.of("other"), BooleanValue.FALSE))
                .isEqualTo(Doubt.NONE);
        // The object itself is what was asked for; what is unknown inside goes along with it.
        assertThat(doubt("object.get", model, StringValue.of("config"), BooleanValue.FALSE))
                .isEqualTo(Doubt.NONE);
    }

    @Test
    void certainMembersNeedNoDoubt() {
        Value pii = StringValue.of("pii");
        ArrayValue open = ArrayValue.of(pii).withOpen(WHY);
        assertThat(doubt("internal.member_2", pii, open)).isEqualTo(Doubt.NONE);
        assertThat(doubt("internal.member_2", StringValue.of("x"), open)).isEqualTo(WHY);
        SetValue set = SetValue.builder().add(pii, WHY).build();
        assertThat(doubt("internal.member_2", pii, set)).isEqualTo(WHY);
        assertThat(doubt("internal.member_2", StringValue.of("x"), set)).isEqualTo(Doubt.NONE);
        assertThat(doubt("internal.member_3", StringValue.of("known"), NumberValue.of(1), unknownAt("x")))
                .isEqualTo(Doubt.NONE);
    }

    @Test
    void sizesDependOnMembersAndNotOnTheirInside() {
        assertThat(doubt("count", ArrayValue.of(unknownAt("x")))).isEqualTo(Doubt.NONE);
        assertThat(doubt("count", SetValue.of(unknownAt("x")))).isEqualTo(WHY);
        assertThat(doubt("count", unknownAt("x"))).isEqualTo(WHY);
        assertThat(doubt("count", ArrayValue.EMPTY.withOpen(WHY))).isEqualTo(WHY);
    }

    @Test
    void kindsAreKnown() {
        assertThat(doubt("is_object", unknownAt("x"))).isEqualTo(Doubt.NONE);
        assertThat(doubt("type_name", unknownAt("x"))).isEqualTo(Doubt.NONE);
        assertThat(doubt("equal", unknownAt("x"), StringValue.of("x"))).isEqualTo(Doubt.NONE);
        assertThat(doubt("equal", unknownAt("x"), unknownAt("x"))).isEqualTo(WHY);
        ObjectValue other =
                ObjectValue.builder().put("known", NumberValue.of(2)).build();
        assertThat(doubt("neq", unknownAt("x"), other)).isEqualTo(Doubt.NONE);
    }

    @Test
    void combinationsCarryTheDoubtsOfTheirParts() {
        ObjectValue union = (ObjectValue)
                call(Builtins.find("object.union").orElseThrow(), new Value[] {unknownAt("x"), unknownAt("y")});
        assertThat(doubt("object.union", unknownAt("x"), unknownAt("y"))).isEqualTo(Doubt.NONE);
        assertThat(union.absent().keySet()).containsExactly(StringValue.of("x"), StringValue.of("y"));
        assertThat(union.memberDoubt(0)).isEqualTo(Doubt.NONE);
        SetValue keys = (SetValue) call(Builtins.find("object.keys").orElseThrow(), new Value[] {unknownAt("x")});
        assertThat(keys.open()).isEqualTo(WHY);
    }

    @Test
    void graphsDependOnVisitedNodesOnly() {
        ObjectValue graph = ObjectValue.builder()
                .put("a", ArrayValue.of(StringValue.of("b")))
                .put("b", ArrayValue.EMPTY)
                .put(StringValue.of("c"), ArrayValue.EMPTY, WHY)
                .absent(StringValue.of("d"), WHY)
                .build();
        assertThat(doubt("graph.reachable", graph, ArrayValue.of(StringValue.of("a"))))
                .isEqualTo(Doubt.NONE);
        assertThat(doubt("graph.reachable", graph, ArrayValue.of(StringValue.of("c"))))
                .isEqualTo(WHY);
        assertThat(doubt("graph.reachable", graph, ArrayValue.of(StringValue.of("d"))))
                .isEqualTo(WHY);
        assertThat(doubt("graph.reachable_paths", graph, ArrayValue.of(StringValue.of("e"))))
                .isEqualTo(Doubt.NONE);
    }

    @Test
    void othersDependOnEverythingInside() {
        for (Map.Entry<String, Value> entry : Map.of(
                        "json.marshal", unknownAt("x"), "sort", SetValue.EMPTY, "sum", ArrayValue.EMPTY)
                .entrySet()) {
            Value argument = entry.getValue();
            assertThat(doubt(entry.getKey(), argument)).isEqualTo(argument.doubt());
        }
    }
}
