package dev.bylaw.rego.internal.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
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

    private static Optional<Automaton> automaton(String pattern) {
        return TreeParser.parse(pattern).flatMap(Automaton::of);
    }

    /** What RE2/J finds with its own loop, which has the rules of Go where no match is empty. */
    private static List<List<String>> matches(Pattern pattern, String text) {
        List<List<String>> all = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            List<String> groups = new ArrayList<>();
            for (int i = 0; i <= matcher.groupCount(); i++) {
                groups.add(matcher.group(i) == null ? "" : matcher.group(i));
            }
            all.add(groups);
        }
        return all;
    }

    @Property(tries = 2000)
    void findsWhatRe2Finds(@ForAll("lines") String pattern, @ForAll("texts") List<String> texts) {
        Optional<LinearPattern> linear = TreeParser.parse(pattern).flatMap(LinearPattern::of);
        Statistics.collect(linear.isPresent() ? "linear" : "given up");
        if (linear.isPresent()) {
            Pattern compiled = Pattern.compile(pattern);
            Regex regex = Regex.compile(pattern);
            for (String text : texts) {
                assertThat(regex.findGroups(text, -1, steps -> {}, count -> {}))
                        .as("%s in %s", pattern, text)
                        .isEqualTo(matches(compiled, text));
            }
        }
    }

    @Provide
    static Arbitrary<String> lines() {
        Arbitrary<String> item = Combinators.combine(
                        Arbitraries.of(
                                "a", "b", "[abc]", "[^ab]", "\\d", "[a-z]", "-", "(?i)k", "é", ".", "[\\s_]", "(a)",
                                "(?:b)"),
                        Arbitraries.of("", "", "+", "*", "?", "{2}", "{1,2}", "+?"))
                .as((one, count) -> one + count);
        Arbitrary<String> part = Arbitraries.oneOf(
                item, item.list().ofMinSize(1).ofMaxSize(3).map(all -> "(" + String.join("", all) + ")"));
        return Combinators.combine(
                        Arbitraries.of("", "", "^"), part.list().ofMinSize(1).ofMaxSize(4), Arbitraries.of("", "", "$"))
                .as((begin, parts, end) -> begin + String.join("", parts) + end);
    }

    @Example
    void leavesQuadraticSearchesToRe2() {
        String text = "a".repeat(20_000);
        LinearPattern.Search search =
                TreeParser.parse("a+-").flatMap(LinearPattern::of).orElseThrow().search(text);
        assertThat(search.next(0)).isFalse();
        assertThat(search.isTooLong()).isTrue();
        assertThat(Regex.compile("a+-").find(text + "-", -1, steps -> {})).containsExactly(text + "-");
    }

    private static void check(String pattern, String text) {
        Automaton automaton = automaton(pattern).orElseThrow();
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
        Optional<Automaton> automaton = automaton(pattern);
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
        Automaton automaton = automaton("(a|b)*a(a|b){14}c").orElseThrow();
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
        assertThat(automaton("(abcdefghij){300}")).isEmpty();
        assertThat(automaton("\\p{Greek}+")).isEmpty();
    }
}
