package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePrinterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "-1.50",
                "\"a\\n\\\"b\\\"\"",
                "x",
                "_",
                "input.a[x][\"b c\"][0].if",
                "[1, [], {}]",
                "{\"a\": {1, 2}, b + c: set()}",
                "[x | y := x; not z]",
                "{x | some x in xs}",
                "{k: v | some k, v in xs}",
                "{k + 1: v | x}",
                "{(a | b): (c | d) | x}",
                "{(a | b in c): d}",
                "f(x, g.h(), k in v)",
                "(a + b) * c - (d - e) / -1",
                "a == b | c & d",
                "(a == b) | c",
                "a in b in c",
                "a in (b in c)",
                "k, v in xs",
                "[(k, v in xs)]",
                "a[k, v in xs]",
                "[(a | b)]",
                "[(a | b == c), d | e]",
                "{(a | b)}",
                "{(a | b): (c | d), e | f: g | h}",
                "{(a | b): (c | d)}",
                "[a + b | c]",
                "[(a + b) | c]",
                "[(a in b) | c]",
                "(a + b).c",
                "(a in b)[0]",
                "{x}[x]",
                "f(x)[0].y",
                "contains(x, \"y\")",
                "set(1)",
                "$\"\"",
                "$\"a \\{ \\n {x} {[1 | y]} {{1}} {k, v in xs with input as 1}\""
            })
    void printsTermsAsTheyAreWritten(String text) {
        assertThat(SourcePrinter.print(Parser.parseTerm(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x := y; z = 1; a == b",
                "not x := 1",
                "not x with input.a as 1 with f as g",
                "some x, y",
                "some x in xs",
                "some k, [v, _] in xs | ys with input as x in y",
                "some k, (a in b) in c",
                "some a in b in c",
                "every x in xs { x; y }",
                "every k, v in (a in b) { x } with input as k, v in xs",
                "if.x == 1; not.y",
                "k, v in xs"
            })
    void printsExpressionsAsTheyAreWritten(String text) {
        assertThat(SourcePrinter.print(Parser.parseQuery("q", text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a } or { b }",
                "{ { a } and { b; c } } or { (d | e) } with input as 1",
                "not { a; not { b } }",
                "not a.b == 1",
                "not ({\"a\": b}.a == 1)",
                "not ({ a } or { not b }) with input as 1",
                "{ a := 1 } or { some x in y }"
            })
    void printsImportedOperators(String text) {
        SourceModule module = Parser.parseModule("m", "package a\nimport future.keywords\np if {\n" + text + "\n}");
        assertThat(SourcePrinter.print(
                        module.rules().get(0).body().orElseThrow().expressions().get(0)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "p := 1", "a.b[x].c contains y", "f(x, [y]) := x + y", "p[x] := y"})
    void printsHeads(String text) {
        Rule rule = Parser.parseModule("m", "package a\n" + text + " if true")
                .rules()
                .get(0);
        assertThat(SourcePrinter.print(rule.head())).isEqualTo(text);
    }

    @Test
    void printsCallsThatNoTextHas() {
        Term.Var plus = (Term.Var) Parser.parseTerm("plus");
        Term one = Parser.parseTerm("1");
        assertThat(SourcePrinter.print(new Term.Call(plus, List.of(one, one, one), true, one.at())))
                .isEqualTo("plus(1, 1, 1)");
        Term.Var assign = new Term.Var("assign", one.at());
        Term nested = new Term.Call(assign, List.of(plus, one), true, one.at());
        assertThat(SourcePrinter.print(new Term.ArrayLiteral(List.of(nested), one.at())))
                .isEqualTo("[assign(plus, 1)]");
        assertThat(new Term.Call(plus, List.of(one, one), true, one.at()).operatorName())
                .isEqualTo(Optional.of("plus"));
    }

    @Property(tries = 500)
    void parsesToTheSameTree(@ForAll long seed) {
        SourceModule module = Parser.parseModule("m", new ModuleText(seed).parsed());
        for (Rule rule : module.rules()) {
            rule.head().value().ifPresent(SourcePrinterTest::roundTrips);
            rule.head().contains().ifPresent(SourcePrinterTest::roundTrips);
            rule.head().path().forEach(SourcePrinterTest::roundTrips);
            rule.body().ifPresent(SourcePrinterTest::roundTrips);
        }
    }

    private static void roundTrips(Term term) {
        String text = SourcePrinter.print(term);
        assertThat(text).doesNotContain("\n", "\r");
        Term parsed = Parser.parseTerm(text);
        assertThat(TreeText.of(parsed)).as(text).isEqualTo(TreeText.of(term));
        assertThat(SourcePrinter.print(parsed)).isEqualTo(text);
    }

    private static void roundTrips(Body body) {
        String text = SourcePrinter.print(body);
        assertThat(text).doesNotContain("\n", "\r");
        Body parsed = Parser.parseQuery("q", text);
        assertThat(TreeText.of(parsed)).as(text).isEqualTo(TreeText.of(body));
        assertThat(SourcePrinter.print(parsed)).isEqualTo(text);
    }
}
