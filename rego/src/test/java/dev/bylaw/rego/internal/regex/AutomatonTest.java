package dev.bylaw.rego.internal.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** The automaton says what RE2/J says. */
class AutomatonTest {
    private static Boolean answer(Automaton automaton, String text) {
        Automaton.Answer answer = automaton.matches(text);
        return answer == Automaton.Answer.UNKNOWN ? null : Boolean.valueOf(answer == Automaton.Answer.YES);
    }

    private static void check(String pattern, String text) {
        Automaton automaton = Automaton.of(pattern).orElseThrow();
        boolean expected = Pattern.compile(pattern).matcher(text).find();
        assertThat(answer(automaton, text)).as("%s in %s", pattern, text).isEqualTo(expected);
        // A second time the states are there.
        assertThat(answer(automaton, text)).isEqualTo(expected);
    }

    @Property(tries = 400)
    void saysWhatRe2Says(@ForAll("patterns") String pattern, @ForAll("texts") List<String> texts) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            Statistics.collect("no pattern");
            return;
        }
        Optional<Automaton> automaton = Automaton.of(pattern);
        Statistics.collect(automaton.isPresent() ? "automaton" : "given up");
        for (String text : texts) {
            if (automaton.isPresent()) {
                assertThat(answer(automaton.get(), text))
                        .as("%s in %s", pattern, text)
                        .isEqualTo(compiled.matcher(text).find());
            }
        }
    }

    @Provide
    static Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "c",
                        "A",
                        "B",
                        "k",
                        "K",
                        "s",
                        "S",
                        "\u212a",
                        "\u017f",
                        "_",
                        "-",
                        " ",
                        "\n",
                        "1",
                        "9",
                        "é",
                        "\ud83d\ude00",
                        "\ud83d",
                        "\ude00",
                        "x",
                        "z",
                        "ab",
                        "{",
                        "}",
                        "^",
                        "$",
                        ".",
                        "]",
                        "\\")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .list()
                .ofSize(8);
    }

    @Provide
    static Arbitrary<String> patterns() {
        return tree(2);
    }

    private static Arbitrary<String> tree(int depth) {
        Arbitrary<String> atom = Arbitraries.of(
                "a",
                "b",
                "c",
                "k",
                "S",
                "é",
                "_",
                ".",
                "\\d",
                "\\D",
                "\\w",
                "\\W",
                "\\s",
                "\\S",
                "[abc]",
                "[^ab]",
                "[a-k]",
                "[^a-k\\d]",
                "[[:alpha:]]",
                "[[:^digit:]_]",
                "[\\w-]",
                "[]a]",
                "[^]a]",
                "[é-\ud83d\ude00]",
                "[-a]",
                "[a-]",
                "\\.",
                "\\n",
                "\\Qa.b\\E",
                "\\x{41}",
                "\\pL",
                "\ud83d\ude00",
                "ab",
                "{",
                "a{",
                "a{2",
                "{,2}",
                "\\^",
                "\\$");
        Arbitrary<String> place = Arbitraries.of("^", "$", "\\b", "\\B", "\\A", "\\z", "(?i)", "(?s)", "(?m)", "(?-i)");
        if (depth == 0) {
            return Arbitraries.frequencyOf(Tuple.of(6, atom), Tuple.of(1, place));
        }
        Arbitrary<String> inner = tree(depth - 1);
        Arbitrary<String> group = Combinators.combine(
                        Arbitraries.of("(", "(?:", "(?i:", "(?s:", "(?m:", "(?P<n>", "(?U:", "(?i-s:"), inner)
                .as((open, text) -> open + text + ")");
        Arbitrary<String> repeated = Combinators.combine(
                        Arbitraries.oneOf(atom, group),
                        Arbitraries.of(
                                "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{0}", "{1,3}?", "{02}"))
                .as((text, count) -> text + count);
        Arbitrary<String> sequence = inner.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
        Arbitrary<String> choice = inner.list().ofMinSize(2).ofMaxSize(3).map(parts -> String.join("|", parts));
        return Arbitraries.oneOf(atom, place, group, repeated, sequence, choice);
    }

    @Example
    void knowsWhatPoliciesWrite() {
        for (String text :
                List.of("e_mail", "email", "x_EMAIL_y", "femail", "stg_a__b", "stg_a", "", "a\n", "ssn", "a ssn b")) {
            check("(?i)(^|_)(e_?mail|phone|ssn|iban)(_|$)", text);
            check("^stg_[a-z0-9]+__[a-z0-9_]+$", text);
            check("\\bssn\\b", text);
            check("", text);
            check("^$", text);
            check("a{2,5}|(x+x+)+y", text);
        }
    }

    @Example
    void leavesTooManyStatesToRe2() {
        Automaton automaton = Automaton.of("(a|b)*a(a|b){14}c").orElseThrow();
        StringBuilder text = new StringBuilder();
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextBoolean() ? 'a' : 'b');
        }
        assertThat(automaton.matches(text.toString())).isEqualTo(Automaton.Answer.UNKNOWN);
        assertThat(automaton.matches("")).isEqualTo(Automaton.Answer.NO);
        assertThat(Regex.compile("(a|b)*a(a|b){14}c").matches(text + "a" + "b".repeat(14) + "c", steps -> {}))
                .isTrue();
    }

    @Example
    void givesUpOnLargePatterns() {
        assertThat(Automaton.of("(abcdefghij){300}")).isEmpty();
        assertThat(Automaton.of("\\p{Greek}+")).isEmpty();
    }
}
