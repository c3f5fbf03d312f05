package dev.bylaw.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonReaderTest {
    private final Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);

    private Optional<Tree> read(String text) {
        return JsonReader.read(new SourceFile("a.json", text), "manifest", Limits.DEFAULT, diagnostics);
    }

    private static Location at(int line, int column, int endLine, int endColumn) {
        return new Location("a.json", new Position(line, column), new Position(endLine, endColumn));
    }

    @Test
    void readsValues() {
        assertThat(Trees.plain(
                        read("[1, -2.50, 1e3, true, null, \"\\u00e9\", 12345678901234567890, NaN, 1e999, -1e999]")
                                .orElseThrow()))
                .isEqualTo(Arrays.asList(
                        1L,
                        new BigDecimal("-2.5"),
                        1000L,
                        true,
                        null,
                        "\u00e9",
                        new BigInteger("12345678901234567890"),
                        "NaN",
                        "Infinity",
                        "-Infinity"));
    }

    @Test
    void locatesKeysAndValues() {
        Tree.Mapping tree = (Tree.Mapping) read("{\n  \"\uD83D\uDE00\": {\"b\": [1, 22]},\n  \"c\": \"text\" }")
                .orElseThrow();
        assertThat(tree.origin().location()).contains(at(1, 1, 3, 16));
        assertThat(tree.origin().layer()).isEqualTo("manifest");
        assertThat(tree.entries().get("\uD83D\uDE00").key()).contains(at(2, 3, 2, 6));
        Tree.Mapping inner = (Tree.Mapping) tree.get("\uD83D\uDE00").orElseThrow();
        assertThat(inner.origin().location()).contains(at(2, 8, 2, 22));
        Tree.Sequence numbers = (Tree.Sequence) inner.get("b").orElseThrow();
        assertThat(numbers.items().get(1).origin().location()).contains(at(2, 18, 2, 20));
        assertThat(tree.get("c").orElseThrow().origin().location()).contains(at(3, 8, 3, 14));
    }

    @Test
    void takesTheLastOfTwoEqualKeysAndSaysSo() {
        assertThat(Trees.plain(read("{\"a\": 1, \"a\": 2}").orElseThrow())).isEqualTo(Map.of("a", 2L));
        assertThat(diagnostics.notices().get(0).kind()).isEqualTo("duplicate-key");
        assertThat(diagnostics.notices().get(0).location()).contains(at(1, 10, 1, 13));
    }

    @Test
    void saysWhereAFileIsNotJson() {
        for (String text : List.of("{\"a\": }", "{\"a\" 1}", "[1, 2", "{\"a\": \"x", "", "1 2", "{a: 1}", "[1,]")) {
            Diagnostics own = new Diagnostics(Limits.DEFAULT);
            assertThat(JsonReader.read(new SourceFile("a.json", text), "x", Limits.DEFAULT, own))
                    .isEmpty();
            assertThat(own.problems()).hasSize(1);
            assertThat(own.problems().get(0).kind()).isEqualTo(Problem.Kind.INVALID_SYNTAX);
        }
        assertThat(read("{\n\"a\": [1, 2")).isEmpty();
        assertThat(diagnostics.problems().get(0).message()).contains("cut off");
        assertThat(diagnostics.problems().get(0).location().orElseThrow().start())
                .isEqualTo(new Position(2, 11));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void stopsAtDepthAndSize() {
        assertThat(read("[".repeat(100_000))).isEmpty();
        assertThat(diagnostics.problems().get(0).message()).contains("limit jsonDepth");
        Diagnostics own = new Diagnostics(Limits.DEFAULT);
        JsonReader.read(new SourceFile("a.json", "[1,2,3]"), "x", Limits.DEFAULT.withJson(5, 3), own);
        assertThat(own.problems().get(0).message()).contains("limit jsonValues");
        Diagnostics long1 = new Diagnostics(Limits.DEFAULT);
        JsonReader.read(new SourceFile("a.json", "1".repeat(5000)), "x", Limits.DEFAULT, long1);
        assertThat(long1.problems().get(0).kind()).isEqualTo(Problem.Kind.LIMIT_EXCEEDED);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void streamsMembersAndPassesOverTheRest() {
        List<String> seen = new ArrayList<>();
        List<Object> kept = new ArrayList<>();
        String text =
                "\uFEFF{\"big\": {\"x\": [1, {\"y\": 2}]},\n\"nodes\": {\"a\": {\"id\": 1, \"code\": \"zzz\", \"list\": [{\"code\": 3, \"k\": 4}]},"
                        + " \"b\": [5]}, \"tail\": 6}";
        boolean complete = JsonArtifact.read(
                stream(text),
                "m.json",
                "manifest",
                Limits.DEFAULT,
                diagnostics,
                artifact -> artifact.members(name -> {
                    seen.add(name);
                    if (name.equals("nodes")) {
                        artifact.members(node -> {
                            Tree tree = artifact.value(JsonSkips.of("code", "list.*.code"));
                            kept.add(node
                                    + Trees.plain(tree)
                                    + tree.origin().location().orElseThrow().start());
                        });
                    } else {
                        artifact.members(inner -> seen.add("in " + inner));
                    }
                }));
        assertThat(complete).isTrue();
        assertThat(seen).containsExactly("big", "in x", "nodes", "tail");
        assertThat(kept)
                .containsExactly("a{id=1, list=[{k=4}]}Position[line=2, column=11]", "b[5]Position[line=2, column=73]");
        assertThat(diagnostics.problems()).isEmpty();
    }

    @Test
    void reportsArtifactsThatAreNone() {
        for (String text : List.of("", "[]", "{\"a\": {\"b\": [1,", "{\"a\": 1", "{\"a\": tru}", "x")) {
            Diagnostics own = new Diagnostics(Limits.DEFAULT);
            boolean complete = JsonArtifact.read(
                    stream(text),
                    "m.json",
                    "manifest",
                    Limits.DEFAULT,
                    own,
                    artifact -> artifact.members(name -> artifact.value(JsonSkips.NONE)));
            assertThat(complete).isFalse();
            assertThat(own.problems()).hasSize(1);
        }
        byte[] bytes = {'{', '"', (byte) 0xE9, '"', ':', '1', '}'};
        JsonArtifact.read(
                new ByteArrayInputStream(bytes),
                "m.json",
                "manifest",
                Limits.DEFAULT,
                diagnostics,
                artifact -> artifact.members(name -> {}));
        assertThat(diagnostics.problems().get(0).kind()).isEqualTo(Problem.Kind.UNREADABLE_FILE);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void stopsAtDepthInsideWhatIsPassedOver() {
        String text = "{\"a\": " + "[".repeat(100_000);
        assertThat(JsonArtifact.read(
                        stream(text),
                        "m.json",
                        "x",
                        Limits.DEFAULT,
                        diagnostics,
                        artifact -> artifact.members(name -> {})))
                .isFalse();
        assertThat(diagnostics.problems().get(0).kind()).isEqualTo(Problem.Kind.LIMIT_EXCEEDED);
    }
}
