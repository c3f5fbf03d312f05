package dev.bylaw.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.Value;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeTest {
    private static final Origin ORIGIN = Origin.of(Location.startOf("a.yml"), "first");
    private static final Tree UNKNOWN = new Tree.Unknown("nobody knows", ORIGIN);

    private static Tree.Sequence list(Tree... items) {
        return new Tree.Sequence(List.of(items), ORIGIN);
    }

    private static Tree.Mapping mapping() {
        return new MappingBuilder()
                .put("text", "x", ORIGIN)
                .put("flag", true, ORIGIN)
                .put("none", null, ORIGIN)
                .put("number", new BigDecimal("1.50"), ORIGIN)
                .put("list", list(Trees.scalar("a"), Trees.scalar(1L)))
                .put("inner", new MappingBuilder().put("a/b", Trees.scalar(2L)).build(ORIGIN))
                .build(ORIGIN);
    }

    @Test
    void readsValuesOfTheWantedType() {
        Tree.Mapping mapping = mapping();
        assertThat(Trees.text(mapping, "text")).contains("x");
        assertThat(Trees.text(mapping, "flag")).isEmpty();
        assertThat(Trees.bool(mapping, "flag")).contains(true);
        assertThat(Trees.bool(mapping, "text")).isEmpty();
        assertThat(Trees.mapping(mapping, "inner")).isPresent();
        assertThat(Trees.mapping(mapping, "list")).isEmpty();
        assertThat(Trees.sequence(mapping, "list").map(Trees::texts)).contains(List.of("a"));
        assertThat(Trees.sequence(mapping, "absent")).isEmpty();
        assertThat(Trees.isNull(mapping.get("none").orElseThrow())).isTrue();
    }

    @Test
    void namesKindsAndPlaces() {
        assertThat(Arrays.asList(
                        mapping(),
                        list(),
                        Trees.scalar(null),
                        Trees.scalar("x"),
                        Trees.scalar(true),
                        Trees.scalar(1L),
                        UNKNOWN))
                .extracting(Trees::kind)
                .containsExactly("a mapping", "a list", "null", "text", "a truth value", "a number", "unknown");
        Location other = Location.startOf("b.yml");
        assertThat(Trees.place(Trees.scalar(1L), other)).isEqualTo(other);
        assertThat(Trees.place(UNKNOWN, other)).isEqualTo(Location.startOf("a.yml"));
        assertThat(Trees.place(
                        new Tree.Entry(Optional.of(other), UNKNOWN),
                        ORIGIN.location().orElseThrow()))
                .isEqualTo(other);
    }

    @Test
    void tellsTruthAsPythonDoes() {
        assertThat(List.of(Trees.scalar("x"), Trees.scalar(true), Trees.scalar(1L), UNKNOWN, mapping(), list(UNKNOWN)))
                .allMatch(Trees::isTruthy);
        assertThat(Trees.isTruthy(new Tree.Sequence(List.of(), Optional.of("more"), ORIGIN)))
                .isTrue();
        assertThat(Trees.isTruthy(new Tree.Mapping(Map.of(), Optional.of("more"), ORIGIN)))
                .isTrue();
        assertThat(List.of(
                        Trees.scalar(null),
                        Trees.scalar(""),
                        Trees.scalar(false),
                        Trees.scalar(0L),
                        Trees.scalar(new BigDecimal("0.0")),
                        Trees.emptyMapping(ORIGIN),
                        Trees.emptySequence(ORIGIN)))
                .noneMatch(Trees::isTruthy);
    }

    @Test
    void findsDoubtAnywhere() {
        assertThat(Trees.doubt(mapping())).isEmpty();
        assertThat(Trees.doubt(
                        list(mapping(), new MappingBuilder().put("a", UNKNOWN).build(ORIGIN))))
                .contains("nobody knows");
        assertThat(Trees.doubt(new MappingBuilder().open("more").open("again").build(ORIGIN)))
                .contains("more");
        assertThat(Trees.doubt(new Tree.Sequence(List.of(), Optional.of("more"), ORIGIN)))
                .contains("more");
    }

    @Test
    void comparesPlainValues() {
        assertThat(Trees.plain(list(
                        Trees.scalar(new BigDecimal("2.00")),
                        Trees.scalar(new BigDecimal("1.50")),
                        Trees.scalar(BigInteger.TWO),
                        Trees.scalar(BigInteger.TWO.pow(70)),
                        UNKNOWN)))
                .isEqualTo(List.of(2L, new BigDecimal("1.5"), 2L, BigInteger.TWO.pow(70), "<nobody knows>"));
    }

    @Test
    void followsPointers() {
        assertThat(Pointer.child("/a", "b/c~d")).isEqualTo("/a/b~1c~0d");
        assertThat(Pointer.steps("")).contains(List.of());
        assertThat(Pointer.steps("/a/b~1c~0d/")).contains(List.of("a", "b/c~d", ""));
        assertThat(Pointer.steps("a")).isEmpty();
        Tree.Mapping mapping = mapping();
        Tree list = Pointer.step(mapping, "list").orElseThrow();
        assertThat(Pointer.step(list, "1").map(Trees::plain)).contains(1L);
        assertThat(Pointer.step(list, "2")).isEmpty();
        assertThat(Pointer.step(list, "-1")).isEmpty();
        assertThat(Pointer.step(list, "")).isEmpty();
        assertThat(Pointer.step(list, "99999999999")).isEmpty();
        assertThat(Pointer.step(UNKNOWN, "a")).isEmpty();
        assertThat(Pointer.step(Pointer.step(mapping, "inner").orElseThrow(), "a/b"))
                .isPresent();
    }

    @Test
    void becomesValues() {
        Value value = TreeValues.of(mapping());
        assertThat(value.toString()).contains("\"a/b\"").contains("1.5");
        assertThat(TreeValues.scalar(BigInteger.TWO.pow(70)).toString()).isEqualTo("1180591620717411303424");
        assertThatThrownBy(() -> TreeValues.of(UNKNOWN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesValuesAnotherLayer() {
        Tree layered = list(UNKNOWN, mapping()).withLayer("second");
        assertThat(layered.origin().layer()).isEqualTo("second");
        assertThat(((Tree.Sequence) layered).items().get(0).origin().layer()).isEqualTo("second");
    }

    @Test
    void keepsThePlaceOfAKeyThatIsPutAgain() {
        Tree.Mapping mapping = new MappingBuilder()
                .put("a", Trees.scalar(1L))
                .put("b", Trees.scalar(2L))
                .put("a", Trees.scalar(3L))
                .remove("c")
                .build(ORIGIN);
        assertThat(mapping.entries().keySet()).containsExactly("a", "b");
        assertThat(Trees.plain(mapping.get("a").orElseThrow())).isEqualTo(3L);
    }
}
