package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Doubt WHY = Doubt.about("/x", "not known");

    @Test
    void ordersKindsAsOpaDoes() {
        List<Value> ascending = List.of(
                NullValue.NULL,
                BooleanValue.FALSE,
                BooleanValue.TRUE,
                NumberValue.of(-1),
                NumberValue.parse("0.5"),
                NumberValue.of(2),
                NumberValue.parse("1e30"),
                StringValue.of("a"),
                StringValue.of("\uFFFD"),
                StringValue.of("\uD83D\uDE00"),
                ArrayValue.of(NumberValue.of(1)),
                ArrayValue.of(NumberValue.of(1), NumberValue.of(1)),
                ObjectValue.builder().put("a", NumberValue.of(1)).build(),
                SetValue.of(NumberValue.of(1)));
        List<Value> shuffled = new ArrayList<>(ascending);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(ascending);
    }

    @Test
    void comparesNumbersByValue() {
        assertThat(NumberValue.parse("1.0"))
                .isEqualTo(NumberValue.of(1))
                .hasSameHashCodeAs(NumberValue.of(1))
                .hasToString("1.0");
        assertThat(NumberValue.parse("1e30"))
                .isEqualTo(NumberValue.parse("10e29"))
                .hasSameHashCodeAs(NumberValue.parse("10e29"));
    }

    @Test
    void findsKeysInLargeObjects() {
        ObjectValue.Builder builder = ObjectValue.builder();
        for (int i = 0; i < 1000; i++) {
            builder.put("key" + i, NumberValue.of(i));
        }
        ObjectValue object = builder.build();
        for (int i = 0; i < 1000; i++) {
            assertThat(object.get("key" + i)).isEqualTo(NumberValue.of(i));
        }
        assertThat(object.get("key1000")).isNull();
    }

    @Test
    void collectsDoubtsFromTheInside() {
        Value inner = ObjectValue.builder().absent(StringValue.of("a"), WHY).build();
        assertThat(ArrayValue.of(inner).doubt()).isEqualTo(WHY);
        assertThat(ArrayValue.of(inner).open()).isEqualTo(Doubt.NONE);
        assertThat(SetValue.of(inner).open()).isEqualTo(WHY);
        assertThat(ObjectValue.builder().put("k", inner).build().extent()).isEqualTo(Doubt.NONE);
    }

    @Test
    void certainMemberWins() {
        SetValue set = SetValue.builder()
                .add(NumberValue.of(1), WHY)
                .add(NumberValue.of(1))
                .build();
        assertThat(set.memberDoubt(0)).isEqualTo(Doubt.NONE);
        assertThat(set.doubt()).isEqualTo(Doubt.NONE);
    }

    @Test
    void unionOfDoubtsDoesNotDependOnOrder() {
        List<Doubt> doubts = new ArrayList<>();
        for (int i = 0; i < 3 * Doubt.MAX_PLACES; i++) {
            doubts.add(Doubt.about("/p" + i, "r"));
        }
        Doubt forward = doubts.stream().reduce(Doubt.NONE, Doubt::and);
        Collections.reverse(doubts);
        Doubt backward = doubts.stream().reduce(Doubt.NONE, Doubt::and);
        assertThat(forward).isEqualTo(backward);
        assertThat(forward.places()).hasSize(Doubt.MAX_PLACES);
        assertThat(forward.truncated()).isTrue();
        assertThat(forward.and(Doubt.about("/p0", "r"))).isSameAs(forward);
    }

    @Test
    void templatesMakeObjectsOfTheSameKeys() {
        Value a = StringValue.of("a");
        Value b = StringValue.of("b");
        ObjectValue.Template template = ObjectValue.template(List.of(b, a));
        ObjectValue object = template.of(new Value[] {NullValue.NULL, NumberValue.of(2), NumberValue.of(1)}, 1);
        assertThat(object)
                .isEqualTo(ObjectValue.builder()
                        .put(a, NumberValue.of(1))
                        .put(b, NumberValue.of(2))
                        .build());
        assertThat(object.keys()).containsExactly(a, b);
        assertThatThrownBy(() -> ObjectValue.template(List.of(a, a))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void setsAreTheSameInWhateverOrderTheyWereMade() {
        SetValue.Builder up = SetValue.builder();
        SetValue.Builder down = SetValue.builder();
        for (int i = 0; i < 100; i++) {
            up.add(NumberValue.of(i));
            down.add(NumberValue.of(99 - i));
        }
        SetValue first = up.build();
        SetValue second = down.build();
        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
        assertThat(first.get(NumberValue.of(7))).isEqualTo(NumberValue.of(7));
        assertThat(first.get(NumberValue.of(100))).isNull();
        assertThat(second.unordered()).containsExactlyInAnyOrderElementsOf(first.members());
        assertThat(second.members()).isEqualTo(first.members());
        assertThat(second.indexOf(NumberValue.of(3))).isEqualTo(3);
    }

    @Test
    void buildersGoOnAfterBuilding() {
        SetValue.Builder set = SetValue.builder().add(NumberValue.of(1));
        SetValue before = set.build();
        ObjectValue.Builder object = ObjectValue.builder().put("a", NumberValue.of(1));
        ObjectValue old = object.build();
        assertThat(set.add(NumberValue.of(2)).build().size()).isEqualTo(2);
        assertThat(object.put("b", NumberValue.of(2)).put("a", NumberValue.of(3)).build().size()).isEqualTo(2);
        assertThat(before.size()).isEqualTo(1);
        assertThat(old.get("a")).isEqualTo(NumberValue.of(1));
        assertThat(old.size()).isEqualTo(1);
    }
}
