package dev.bylaw.internal.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PythonModelTest {
    private static PythonModel read(String text) {
        return PythonModel.read(new SourceFile("models/a.py", text));
    }

    private static Object config(String value) {
        return Trees.plain(read("dbt.config(x=" + value + ")").config().get("x").orElseThrow());
    }

    @Test
    void readsLiterals() {
        assertThat(config("'a' \"b\"")).isEqualTo("ab");
        assertThat(config("'''a\n'b'''")).isEqualTo("a\n'b");
        assertThat(config("'a\\n\\t\\\\\\'\\q'")).isEqualTo("a\n\t\\'\\q");
        assertThat(config("r'a\\n'")).isEqualTo("a\\n");
        assertThat(config("1_000")).isEqualTo(1000L);
        assertThat(config("-2")).isEqualTo(-2L);
        assertThat(config("1.5e3")).isEqualTo(1500L);
        assertThat(config(".25")).isEqualTo(new BigDecimal("0.25"));
        assertThat(config("[True, False, None, ('x',), {}]"))
                .isEqualTo(Arrays.asList(true, false, null, List.of("x"), Map.of()));
        assertThat(config("{'a': {'b': [1]}, 2: 'c',}")).isEqualTo(Map.of("a", Map.of("b", List.of(1L)), "2", "c"));
    }

    @Test
    void doesNotGuessWhatIsNoLiteral() {
        for (String value : List.of(
                "f()",
                "a",
                "f'{x}'",
                "b'x'",
                "1 + 2",
                "[1, f(x)]",
                "{'a': b}",
                "{'a'}",
                "0x1F",
                "-x",
                "[1 2]",
                "lambda: 1")) {
            assertThat(read("dbt.config(x=" + value + ", y=1)").config().get("x"))
                    .as(value)
                    .get()
                    .isInstanceOf(Tree.Unknown.class);
            assertThat(read("dbt.config(x=" + value + ", y=1)")
                            .config()
                            .get("y")
                            .map(Trees::plain))
                    .as(value)
                    .contains(1L);
        }
        assertThat(read("dbt.config(**settings)").config().open()).isPresent();
    }

    @Test
    void readsReferencesWithTheirPlaces() {
        PythonModel model = read("""
                def model(dbt, session):  # dbt.ref("no")
                    a = dbt.ref("a")
                    b = dbt.ref("pkg", "b", v=2)
                    c = dbt.source("s", "t")
                    self.dbt.ref("no")
                    "dbt.ref('no')"
                    return dbt.ref("c", version=None)
                """);
        assertThat(model.references())
                .containsExactly(
                        new Reference.Ref(
                                Optional.empty(),
                                "a",
                                Optional.empty(),
                                new Location("models/a.py", new Position(2, 9), new Position(2, 21)),
                                false),
                        new Reference.Ref(
                                Optional.of("pkg"),
                                "b",
                                Optional.of("2"),
                                new Location("models/a.py", new Position(3, 9), new Position(3, 33)),
                                false),
                        new Reference.Source(
                                "s", "t", new Location("models/a.py", new Position(4, 9), new Position(4, 29)), false),
                        new Reference.Ref(
                                Optional.empty(),
                                "c",
                                Optional.empty(),
                                new Location("models/a.py", new Position(7, 12), new Position(7, 38)),
                                false));
        assertThat(model.referencesOpen()).isEmpty();
    }

    @Test
    void saysWhenThereMayBeMoreReferences() {
        for (String call : List.of(
                "dbt.ref(name)",
                "dbt.ref()",
                "dbt.ref('a', 'b', 'c')",
                "dbt.ref(*names)",
                "dbt.ref('a', v=x)",
                "dbt.source('s')",
                "dbt.source(s, 't')",
                "dbt.source(*x)")) {
            assertThat(read(call).referencesOpen()).as(call).isPresent();
            assertThat(read(call).references()).as(call).isEmpty();
        }
    }

    @Test
    void notesWhichKeysOfTheConfigurationAreUsed() {
        PythonModel model = read("x = dbt.config.get('a')\ny = dbt.config.get('b', 1)\ndbt.config.get()");
        assertThat(Trees.plain(model.config().get("config_keys_used").orElseThrow()))
                .isEqualTo(List.of("a", "b"));
        assertThat(Trees.plain(model.config().get("config_keys_defaults").orElseThrow()))
                .isEqualTo(Arrays.asList(null, 1L));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void endsAtTextThatIsNoPython() {
        assertThat(read("dbt.ref(]").references()).isEmpty();
        assertThat(read("dbt.ref(}, 'a', ])").references()).isEmpty();
        assertThat(read("dbt.config(a=])").config().get("a").orElseThrow()).isInstanceOf(Tree.Unknown.class);
        assertThat(read("dbt.ref(").references()).isEmpty();
        assertThat(read("dbt.config(x=" + "[".repeat(100_000)).config().get("x"))
                .isPresent();
        PythonModel nested = read("dbt.config(x=dbt.ref(".repeat(100_000));
        assertThat(nested.referencesOpen()).contains("the calls of this Python model are too long to be read");
        assertThat(nested.config().open()).isPresent();
    }

    @Property(tries = 3000)
    void neverFails(
            @ForAll
                    @Chars({
                        '(', ')', '[', ']', '{', '}', ',', '=', ':', '\'', '"', '\\', '*', '-', '.', '1', 'e', '\n', 'r'
                    })
                    @CharRange(from = 'a', to = 'b')
                    @StringLength(max = 30)
                    String text) {
        assertThat(read("dbt.config(" + text + "dbt.ref(" + text)).isNotNull();
    }
}
