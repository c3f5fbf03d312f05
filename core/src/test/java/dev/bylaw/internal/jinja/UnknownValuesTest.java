package dev.bylaw.internal.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that cannot be known, and what follows from them. */
class UnknownValuesTest {
    private final Rendering rendering =
            Rendering.with(Map.of("known", 1, "words", List.of("a", "b"))).unknown("u");

    private String render(String template) {
        String text = rendering.render(template);
        assertThat(rendering.errors()).isEmpty();
        return text;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u",
                "u.a.b",
                "u['x']",
                "u[0]",
                "u()",
                "u.method(1, x=2)",
                "u + 1",
                "1 - u",
                "u * 2",
                "-u",
                "u / 0",
                "u == 1",
                "u != u",
                "u < 1",
                "1 < u < 3",
                "u in [1, 2]",
                "1 in u",
                "1 in [2, u]",
                "not u",
                "u and true",
                "u or false",
                "u if true else 1",
                "1 if u else 2",
                "u | upper",
                "u | length",
                "u | default('x')",
                "u | int",
                "u | list",
                "u | join(',')",
                "'a' | replace(u, 'b')",
                "[3, u, 1] | sort",
                "[3, u] | max",
                "[1, u] | sum",
                "{'a': u}.a",
                "{'a': 1}[u]",
                "{'a': 1}.get(u, 2)",
                "[1, 2][u]",
                "[1, 2, 3][u:]",
                "'abc'[u]",
                "range(u)",
                "u is none",
                "u is defined",
                "[u] == [1]",
                "'a'.startswith(u)",
                "words.index(u)",
                "u[1:2]",
                "u ~ u",
                "[u, 1] | first",
                "(u, 2)[0]",
            })
    void makesWhatIsDoneWithItUnknown(String expression) {
        assertThat(render("[{{ " + expression + " }}]")).isEqualTo("[bylaw_hole_1]");
        assertThat(rendering.holes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "u and false # FALSE",
                "false and u # FALSE",
                "true or u # TRUE",
                "u or true # TRUE",
                "not (u and false) # TRUE",
                "1 in [1, u] # TRUE",
                "[1, u] == [2, u] # FALSE",
                "[u] == [1, 2] # FALSE",
                "1 < 0 < u # FALSE",
                "(u or 1) and false # FALSE",
            })
    void decidesWhereTheUnknownDoesNotMatter(String condition, String expected) {
        assertThat(render("{% if " + condition + " %}TRUE{% else %}FALSE{% endif %}"))
                .isEqualTo(expected);
        assertThat(rendering.undecided()).isEmpty();
    }

    @Test
    void keepsKnownPartsOfTexts() {
        assertThat(render("{{ 'a_' ~ u ~ '_b' }} {{ 'x' + u }} {{ '%s-%s' % (u, 1) }} {{ '{}/{}'.format(1, u) }}"
                        + " {{ ['a', u] | join('+') }} {{ ('p' ~ u) | upper }} {{ [u, 2] }}"))
                .isEqualTo("a_bylaw_hole_1_b xbylaw_hole_2 bylaw_hole_3-1 1/bylaw_hole_4"
                        + " a+bylaw_hole_5 PBYLAW_HOLE_6 [bylaw_hole_7, 2]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('a' ~ u) == 'ab'",
                "'h' in ('a' ~ u)",
                "('a' ~ u) | length",
                "('a' ~ u).split('_')",
                "('a' ~ u).startswith('b')",
                "('a' ~ u)[0]",
                "('a' ~ u) in ['a']",
                "('1' ~ u) | int",
                "{'abylaw_hole_1': 1}['a' ~ u]",
                "('a' ~ u) is lower",
                "('a' ~ u) < 'b'",
            })
    void cannotTellAnythingFromATextWithAHole(String expression) {
        String text = render("{{ " + expression + " }}");
        assertThat(text).matches("bylaw_hole_\\d+");
    }

    @Test
    void takesTheFirstBranchAndSaysSo() {
        assertThat(render("a{% if u %} b {% else %} c {% endif %}d")).isEqualTo("a b d");
        assertThat(rendering.undecided()).containsExactly("u is not known");
    }

    @Test
    void saysNothingWhereAllBranchesGiveTheSame() {
        assertThat(
                        render(
                                "{% if u %}x{% else %} x {% endif %}{% if u %}{% set a = 1 %}{% else %}{% set a = 1 %}{% endif %}{{ a }}"))
                .isEqualTo("x1");
        assertThat(rendering.undecided()).isEmpty();
    }

    @Test
    void takesABranchWithTextBeforeABranchWithout() {
        assertThat(render("{% if u %}{% elif u %} {% else %}where x{% endif %}"))
                .isEqualTo("where x");
    }

    @Test
    void skipsBranchesThatAreCertainlyNotTaken() {
        assertThat(render("{% if u %}a{% elif false %}b{% elif true %}c{% else %}d{% endif %}"))
                .isEqualTo("a");
        assertThat(rendering.undecided()).hasSize(1);
    }

    @Test
    void unitesWhatBranchesDoToVariables() {
        assertThat(render(
                        "{% set a = 1 %}{% set b = 1 %}{% if u %}{% set a = 2 %}{% set b = 1 %}{% set c = 3 %}{% endif %}"
                                + "{{ a }} {{ b }} {{ c }}"))
                .isEqualTo("bylaw_hole_1 1 bylaw_hole_2");
    }

    @Test
    void unitesWhatBranchesDoToNamespacesAndCollections() {
        assertThat(render("{% set ns = namespace(x=1, y=2) %}{% set d = {'a': 1, 'b': 2} %}"
                        + "{% if u %}{% set ns.x = 5 %}{% do d.update({'b': 3, 'c': 4}) %}{% endif %}"
                        + "{{ ns.x }} {{ ns.y }} {{ d.a }} {{ d.b }} {{ d.c }} {{ d.zz }}"))
                .isEqualTo("bylaw_hole_1 2 1 bylaw_hole_2 bylaw_hole_3 bylaw_hole_4");
    }

    @Test
    void keepsListsThatMayHaveMoreItems() {
        assertThat(
                        render(
                                "{% set l = ['a'] %}{% if u %}{% do l.append('b') %}{% endif %}{% do l.append('c') %}"
                                        + "{% for x in l %}{{ x }}{% endfor %}|{{ l | length }}|{{ l | join('-') }}|{{ 'a' in l }}|{{ 'z' in l }}|{{ l[0] }}"))
                .isEqualTo("abc|bylaw_hole_1|a-b-c-bylaw_hole_2|True|bylaw_hole_3|bylaw_hole_4");
        assertThat(rendering.undecided()).containsExactly("u is not known");
    }

    @Test
    void undoesBranchesBeforeTheNextOneRuns() {
        assertThat(render("{% set l = [] %}{% if u %}{% do l.append(1) %}{{ l }}{% else %}{{ l }}{% endif %}"))
                .isEqualTo("[1]");
        assertThat(
                        render(
                                "{% set l = [] %}{% if u %}{% set l = [1] %}{% do l.append(2) %}{% else %}{% do l.append(3) %}{% endif %}x"))
                .isEqualTo("x");
    }

    @Test
    void runsABodyOnceForUnknownItems() {
        assertThat(render("{% for x in u %}[{{ x }}{{ loop.first }}{{ loop.last }}{{ loop.index }}]{% endfor %}"))
                .isEqualTo("[bylaw_hole_1TrueTrue1]");
        assertThat(rendering.undecided()).containsExactly("u is not known");
        assertThat(render("{% for a, b in u %}{{ a }}{{ b }}{% endfor %}")).matches("(bylaw_hole_\\d){2}");
    }

    @Test
    void cannotTellWhatALoopThatMayNotRunLeaves() {
        assertThat(render(
                        "{% set ns = namespace(n=0) %}{% set l = [] %}{% for x in u %}{% set ns.n = 1 %}{% do l.append(x) %}"
                                + "{% endfor %}{{ ns.n }} {{ l | length }}"))
                .isEqualTo("bylaw_hole_1 bylaw_hole_2");
    }

    @Test
    void keepsItemsWhoseTestCannotBeTold() {
        assertThat(render("{% for x in [1, 2] if x == u %}{{ x }}{% endfor %}")).isEqualTo("12");
        assertThat(rendering.undecided()).hasSize(1);
        assertThat(render("{{ words | select('equalto', u) | join }}")).isEqualTo("abbylaw_hole_1");
    }

    @Test
    void goesOnAfterAnExitThatMayBeTaken() {
        assertThat(render("{% for x in [1, 2, 3] %}{% if x == u %}{% break %}{% endif %}{{ x }}{% endfor %}"))
                .isEqualTo("123");
        assertThat(render("{% set ns = namespace(n=0) %}{% for x in [1, 2] %}{% if u %}{% continue %}{% endif %}"
                        + "{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}"))
                .matches("bylaw_hole_\\d+");
    }

    @Test
    void doesNotCountABranchThatFails() {
        rendering.global("fail", new FunctionValue("fail", (arguments, machine) -> {
            throw TemplateException.raised("the template raises an error: no");
        }));
        assertThat(render("{% set a = 1 %}{% if u %}{% set a = 2 %}{{ fail() }}{% endif %}{{ a }}"))
                .isEqualTo("1");
        assertThat(rendering.undecided()).containsExactly("the template raises an error: no");
        assertThat(rendering.errors()).isEmpty();
    }

    @Test
    void failsWhereEveryBranchFails() {
        rendering.global("fail", new FunctionValue("fail", (arguments, machine) -> {
            throw TemplateException.raised("no");
        }));
        assertThat(
                        rendering.render(
                                "{% macro m() %}{% if u %}{{ fail() }}{% else %}{{ fail() }}{% endif %}{% endmacro %}[{{ m() }}]"))
                .isEqualTo("[bylaw_hole_1]");
        assertThat(rendering.errors()).hasSize(1);
    }

    @Test
    void callsFunctionsOfAllBranches() {
        List<String> calls = new ArrayList<>();
        rendering.global("note", new FunctionValue("note", (arguments, machine) -> {
            calls.add(((dev.bylaw.internal.jinja.value.StringValue)
                            arguments.positional().get(0))
                    .text());
            return IntegerValue.of(1);
        }));
        render("{% if u %}{{ note('a') }}{% elif u %}{{ note('b') }}{% else %}{{ note('c') }}{% endif %}"
                + "{{ note('d') if u else note('e') }}{{ u and note('f') }}{{ u or note('g') }}");
        assertThat(calls).containsExactly("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void takesArgumentsThatCannotBeCounted() {
        assertThat(
                        render(
                                "{% macro m(a, b='x') %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(*u) }} {{ m(1, **u) }}"))
                .isEqualTo(
                        "bylaw_hole_1bylaw_hole_2bylaw_hole_3{bylaw_hole_4} 1bylaw_hole_5bylaw_hole_6{bylaw_hole_7}");
    }

    @Test
    void cannotTellTheTextOfAMacroWithUnknownBranches() {
        assertThat(render("{% macro m() %}{% if u %}a{% else %}b{% endif %}{% endmacro %}{{ m() }}{{ m() == 'a' }}"))
                .isEqualTo("abylaw_hole_1");
    }

    @Test
    void triesBranchesThatDependOnWhereItRuns() {
        List<String> calls = new ArrayList<>();
        rendering.global("note", new FunctionValue("note", (arguments, machine) -> {
            calls.add(arguments.positional().get(0).toString());
            return IntegerValue.of(1);
        }));
        rendering.global("here", new FunctionValue("here", (arguments, machine) -> {
            machine.environment();
            return arguments.positional().get(0);
        }));
        String text = render(
                "{% set l = [] %}{% if here(true) %}x{% else %}{% do l.append(note(1)) %}{% endif %}"
                        + "{% set h = here(false) %}{% if h %}{{ note(2) }}{% endif %}{{ 'y' if here(1) else note(3) }}"
                        + "{% for i in here([]) %}{{ note(4) }}{% endfor %}{% if known %}z{% else %}{{ note(5) }}{% endif %}{{ l }}");
        assertThat(text).isEqualTo("xyz[]");
        assertThat(calls).hasSize(4);
        assertThat(rendering.undecided()).isEmpty();
    }

    @Test
    void forgetsErrorsOfBranchesThatAreOnlyTried() {
        rendering.global("here", new FunctionValue("here", (arguments, machine) -> {
            machine.environment();
            return arguments.positional().get(0);
        }));
        assertThat(
                        render(
                                "{% if here(true) %}x{% else %}{{ nope.x }}{{ 1 / 0 }}{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}{% endif %}"))
                .isEqualTo("x");
    }

    @Test
    void replacesAFailedExpressionAndGoesOn() {
        assertThat(
                        rendering.render(
                                "a {{ 1 / 0 }} b{% set x = nope.y %}{% if nope.z %}c{% endif %}{% for i in 5 %}d{% endfor %}{{ known }}"))
                .isEqualTo("a bylaw_hole_1 bcd1");
        assertThat(rendering.errors())
                .hasSize(4)
                .allSatisfy(error -> assertThat(error.location()).isPresent());
    }

    @Test
    void givesAnUnknownPropertyWhereATextIsUnknown() {
        Value value = rendering.value("{% if u %}1{% endif %}");
        assertThat(value.unknown()).contains("u is not known");
        assertThat(rendering.value("{{ u }}").unknown()).isPresent();
        assertThat(rendering.value("a{{ u }}").unknown()).isPresent();
    }
}
