package dev.bylaw.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private final Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);

    private Optional<Tree> read(String text) {
        return YamlReader.read(
                new SourceFile("a.yml", text), YamlOptions.dbt("properties"), Limits.DEFAULT, diagnostics);
    }

    private Object plain(String text) {
        return Trees.plain(read(text).orElseThrow());
    }

    private static Location at(int line, int column, int endLine, int endColumn) {
        return new Location("a.yml", new Position(line, column), new Position(endLine, endColumn));
    }

    private Problem onlyProblem() {
        assertThat(diagnostics.problems()).hasSize(1);
        return diagnostics.problems().get(0);
    }

    /** The expected values are those of PyYAML 6. */
    @Test
    void tellsTypesAsPyYamlDoes() {
        assertThat(plain("[yes, No, ON, off, oFF, y, true, ~, null, NULL, nUll, '', '1', \"yes\"]"))
                .isEqualTo(java.util.Arrays.asList(
                        true, false, true, false, "oFF", "y", true, null, null, null, "nUll", "", "1", "yes"));
        assertThat(plain("[0, -0, +5, 010, 08, 0o7, 0x1F, -0b101, 1_000, 1:30, 1:60, 01:30, 12345678901234567890]"))
                .isEqualTo(List.of(
                        0L,
                        0L,
                        5L,
                        8L,
                        "08",
                        "0o7",
                        31L,
                        -5L,
                        1000L,
                        90L,
                        "1:60",
                        "01:30",
                        new BigInteger("12345678901234567890")));
        assertThat(plain("[1.5, 1e5, 1.0e5, 1.5e+3, .5, -.5, 1:30.5, .inf, -.INF, .NaN, 1.0e+999]"))
                .isEqualTo(List.of(
                        new BigDecimal("1.5"),
                        "1e5",
                        "1.0e5",
                        1500L,
                        new BigDecimal("0.5"),
                        "-.5",
                        new BigDecimal("90.5"),
                        "Infinity",
                        "-Infinity",
                        "NaN",
                        "Infinity"));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-05, 2024-01-05",
        "2024-1-5, 2024-1-5",
        "2024-1-5 3:04:05, 2024-01-05T03:04:05",
        "2024-01-05t10:11:12.5Z, 2024-01-05T10:11:12.500000+00:00",
        "2024-01-05 10:11:12 -05:30, 2024-01-05T10:11:12-05:30",
        "2024-01-05 10:11:12.000 +2, 2024-01-05T10:11:12+02:00"
    })
    void givesTimestampsAsIsoText(String written, String iso) {
        assertThat(plain(written)).isEqualTo(iso);
    }

    @Test
    void keepsTimestampsAndKeysOfContractsAsWritten() {
        Tree tree = YamlReader.read(
                        new SourceFile("a.yml", "on: 2024-1-5 10:00:00\n1.10: 2024-02-30"),
                        YamlOptions.contract("contract"),
                        Limits.DEFAULT,
                        diagnostics)
                .orElseThrow();
        assertThat(Trees.plain(tree)).isEqualTo(Map.of("on", "2024-1-5 10:00:00", "1.10", "2024-02-30"));
        assertThat(diagnostics.problems()).isEmpty();
    }

    @Test
    void reportsDatesThatDoNotExist() {
        assertThat(read("a: 2024-02-30")).isEmpty();
        assertThat(onlyProblem().message()).contains("no such date");
    }

    @Test
    void turnsKeysIntoTheTextOfJson() {
        assertThat(((Tree.Mapping) read("{on: 1, ~: 2, 010: 3, 1.50: 4, 2024-01-05: 5}")
                                .orElseThrow())
                        .entries()
                        .keySet())
                .containsExactly("true", "null", "8", "1.5", "2024-01-05");
    }

    @Test
    void locatesKeysAndValuesInCodePoints() {
        Tree.Mapping tree = (Tree.Mapping) read("""
                a: "\uD83D\uDE00" # x
                "\uD83D\uDE00": {b: [1, 22]}
                c:
                  - d: |
                      text
                      more

                    e: plain text
                  - f
                """).orElseThrow();
        assertThat(tree.entries().get("a").key()).contains(at(1, 1, 1, 2));
        assertThat(tree.get("a").orElseThrow().origin().location()).contains(at(1, 4, 1, 7));
        Tree.Mapping second = (Tree.Mapping) tree.get("\uD83D\uDE00").orElseThrow();
        assertThat(second.origin().location()).contains(at(2, 6, 2, 18));
        assertThat(second.origin().layer()).isEqualTo("properties");
        Tree.Sequence numbers = (Tree.Sequence) second.get("b").orElseThrow();
        assertThat(numbers.origin().location()).contains(at(2, 10, 2, 17));
        assertThat(numbers.items().get(1).origin().location()).contains(at(2, 14, 2, 16));
        Tree.Sequence items = (Tree.Sequence) tree.get("c").orElseThrow();
        assertThat(items.origin().location()).contains(at(4, 3, 9, 6));
        Tree.Mapping first = (Tree.Mapping) items.items().get(0);
        assertThat(first.origin().location()).contains(at(4, 5, 8, 18));
        assertThat(first.get("d").orElseThrow().origin().location()).contains(at(4, 8, 6, 11));
        assertThat(Trees.text(first, "d")).contains("text\nmore\n");
    }

    @Test
    void mergesAsPyYamlDoes() {
        Tree.Mapping tree = (Tree.Mapping) read("""
                base: &base {a: 1, b: 2}
                other: &other {b: 3, c: 4}
                all:
                  b: 5
                  <<: [*base, *other]
                  d: 6
                text: {"<<": 1}
                """).orElseThrow();
        Tree.Mapping all = Trees.mapping(tree, "all").orElseThrow();
        assertThat(Trees.plain(all)).isEqualTo(Map.of("a", 1L, "b", 5L, "c", 4L, "d", 6L));
        assertThat(all.entries().keySet()).containsExactly("b", "c", "a", "d");
        assertThat(all.entries().get("a").key()).contains(at(1, 14, 1, 15));
        assertThat(Trees.plain(Trees.mapping(tree, "text").orElseThrow())).isEqualTo(Map.of("<<", 1L));
        assertThat(diagnostics.notices()).isEmpty();
    }

    @Test
    void takesTheLastOfTwoEqualKeysAndSaysSo() {
        assertThat(plain("a: 1\nb: 2\na: 3\n")).isEqualTo(Map.of("a", 3L, "b", 2L));
        assertThat(diagnostics.notices())
                .containsExactly(Notice.at(
                        at(3, 1, 3, 2),
                        "duplicate-key",
                        "the key 'a' is already in this mapping, in line 1; only this last one counts"));
    }

    @Test
    void keepsValuesOfUnknownTags() {
        assertThat(plain(
                        "a: !reference [job, script]\nb: !vault secret\nc: !!str 1\nd: !!float 1\ne: !!null x\nf: ! 1"))
                .isEqualTo(java.util.stream.Stream.of(new Object[][] {
                            {"a", List.of("job", "script")},
                            {"b", "secret"},
                            {"c", "1"},
                            {"d", 1L},
                            {"e", null},
                            {"f", "1"}
                        })
                        .collect(java.util.HashMap::new, (map, e) -> map.put(e[0], e[1]), java.util.HashMap::putAll));
        assertThat(diagnostics.notices()).extracting(Notice::kind).containsExactly("unknown-tag", "unknown-tag");
    }

    @Test
    void readsSeveralDocuments() {
        SourceFile file = new SourceFile("a.yml", "a: 1\n---\nb: 2\n");
        assertThat(YamlReader.readAll(file, YamlOptions.dbt("x"), Limits.DEFAULT, diagnostics)
                        .orElseThrow())
                .hasSize(2);
        assertThat(YamlReader.read(file, YamlOptions.dbt("x"), Limits.DEFAULT, diagnostics))
                .isEmpty();
        assertThat(onlyProblem().message()).contains("second document");
        assertThat(onlyProblem().location().orElseThrow().start().line()).isEqualTo(3);
    }

    @Test
    void readsAnEmptyFileAsNull() {
        assertThat(Trees.isNull(read("# nothing\n").orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:\\n\\tb: 1 | 2:1 | tab",
                "a: 'x | 1:4 | never closed",
                "a: b: c | 1:5 | a ':' cannot stand here",
                "a: 1\\n  b: 2 | 2:4 | a ':' cannot stand here",
                "a:\\n  - b\\n c: 1 | 3:2 | correct its indentation",
                "a:\\n  b: 1\\n c: 1 | 3:2 | mapping that begins in line 1",
                "a: 1\\nb\\nc: 2 | 2:1 | neither an item nor 'key: value'",
                "a: {{ x }} | 1:5 | must be quoted",
                "a: {{ x }}_y | 1:5 | must be quoted",
                "a: [1, 2\\nb: 3 | 2:2 | the [ in line 1 is not closed",
                "a: {b: 1\\nc: 2 | 2:2 | the { in line 1 is not closed",
                "a: @b | 1:4 | a value cannot begin with '@'",
                "a: \"\\\\d\" | 1:6 | no escape sequence",
                "a: *b | 1:4 | names no anchor",
                "a: &b [*b] | 1:8 | contains it",
                "? [1]\\n: 2 | 1:3 | a key must be text",
                "a: - 1 | 1:4 | correct the indentation",
                "a: !!int x | 1:4 | no value of the type",
                "<<: 1 | 1:5 | takes a mapping",
                "a: \\u0007 | 1:4 | control character U+0007"
            })
    void saysWhereAndWhyAFileIsNotYaml(String escaped, String place, String message) {
        String text = escaped.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\u0007", "\u0007")
                .replace("\\\\", "\\");
        assertThat(read(text)).isEmpty();
        Problem problem = onlyProblem();
        assertThat(problem.message()).contains(message).doesNotEndWith(".");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID_SYNTAX);
        Position start = problem.location().orElseThrow().start();
        assertThat(start.line() + ":" + start.column()).isEqualTo(place);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void stopsAtABombOfAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        assertThat(read(bomb.toString())).isEmpty();
        assertThat(onlyProblem().kind()).isEqualTo(Problem.Kind.LIMIT_EXCEEDED);
        assertThat(onlyProblem().message()).contains("aliases").contains("limit yamlNodes");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void stopsAtDepthWithoutOverflow() {
        for (String text : List.of(
                "[".repeat(200_000),
                "- ".repeat(10_000),
                "{a: ".repeat(10_000),
                nested(10_000),
                "[".repeat(10_000) + "]".repeat(10_000))) {
            Diagnostics own = new Diagnostics(Limits.DEFAULT);
            SourceFile file = new SourceFile("a.yml", text);
            assertThat(YamlReader.read(file, YamlOptions.dbt("x"), Limits.DEFAULT, own))
                    .isEmpty();
            assertThat(own.problems().get(0).message()).contains("limit yamlDepth");
        }
    }

    private static String nested(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void stopsAtTooManyValues() {
        assertThat(read("- 1\n".repeat(2_000_000))).isEmpty();
        assertThat(onlyProblem().message()).isEqualTo("this file has more than 1000000 values (limit yamlNodes)");
    }

    @Property(tries = 2000)
    void neverFailsOtherwise(@ForAll @CharRange(from = '\0', to = '\u00ff') @StringLength(max = 40) String text) {
        Diagnostics own = new Diagnostics(Limits.DEFAULT);
        Optional<Tree> tree = YamlReader.read(new SourceFile("a.yml", text), YamlOptions.dbt("x"), Limits.DEFAULT, own);
        assertThat(tree.isPresent()).isEqualTo(own.problems().isEmpty());
    }

    @Property(tries = 3000)
    void neverFailsOnItsOwnCharacters(
            @ForAll
                    @net.jqwik.api.constraints.Chars({
                        'a', ':', ' ', '-', '\n', '[', ']', '{', '}', '&', '*', '!', '|', '"', '\'', '#', ',', '?', '<',
                        '0', '\t'
                    })
                    @StringLength(max = 30)
                    String text) {
        Diagnostics own = new Diagnostics(Limits.DEFAULT);
        Optional<Tree> tree = YamlReader.read(new SourceFile("a.yml", text), YamlOptions.dbt("x"), Limits.DEFAULT, own);
        assertThat(tree.isPresent()).isEqualTo(own.problems().isEmpty());
    }
}
