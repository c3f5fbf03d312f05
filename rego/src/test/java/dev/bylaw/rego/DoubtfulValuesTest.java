package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DoubtfulValuesTest {
    @Property(tries = 3000)
    void admitsItsOwnFillings(@ForAll long seed) {
        Random random = new Random(seed);
        DoubtfulValues values = new DoubtfulValues(random, 30);
        Value value = values.value(3);
        Value world = values.fill(value);
        assertThat(world.doubt()).isEqualTo(Doubt.NONE);
        assertThat(DoubtfulValues.admits(value, world))
                .as("%s filled as %s", value, world)
                .isTrue();
    }

    @Test
    void doesNotAdmitOtherValuesInPlaceOfCertainOnes() {
        Doubt why = Doubt.about("/x", "not known");
        Value object = ObjectValue.builder()
                .put("a", NumberValue.of(1))
                .put(StringValue.of("b"), NumberValue.of(2), why)
                .build();
        assertThat(DoubtfulValues.admits(object, Json.parse("t", "{\"a\": 1}"))).isTrue();
        assertThat(DoubtfulValues.admits(object, Json.parse("t", "{\"a\": 1, \"b\": []}")))
                .isTrue();
        assertThat(DoubtfulValues.admits(object, Json.parse("t", "{\"a\": 2, \"b\": 2}")))
                .isFalse();
        assertThat(DoubtfulValues.admits(object, Json.parse("t", "{\"a\": 1, \"c\": 2}")))
                .isFalse();
        Value array = ArrayValue.of(NumberValue.of(1), NumberValue.of(1)).withOpen(why);
        assertThat(DoubtfulValues.admits(array, Json.parse("t", "[0, 1, 2, 1]")))
                .isTrue();
        assertThat(DoubtfulValues.admits(array, Json.parse("t", "[0, 1, 2]"))).isFalse();
        Value set = SetValue.builder()
                .add(NumberValue.of(1))
                .add(NumberValue.of(2), why)
                .build();
        assertThat(DoubtfulValues.admits(set, SetValue.of(NumberValue.of(1)))).isTrue();
        assertThat(DoubtfulValues.admits(set, SetValue.of(NumberValue.of(2)))).isFalse();
        assertThat(DoubtfulValues.admits(set, SetValue.of(NumberValue.of(1), NumberValue.of(3))))
                .isFalse();
    }
}
