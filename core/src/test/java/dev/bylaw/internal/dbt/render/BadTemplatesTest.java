package dev.bylaw.internal.dbt.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models that nobody should write: each ends soon, in a small stack, with a problem at a place of the model. In templates
 * here {@code <<text|count>>} repeats a text.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BadTemplatesTest {
    private static final int STACK_BYTES = 512 << 10;

    private static RenderedTemplate render(Project project, String template) throws InterruptedException {
        AtomicReference<RenderedTemplate> rendered = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread =
                new Thread(null, () -> rendered.set(project.render(repeated(template))), "small stack", STACK_BYTES);
        thread.setUncaughtExceptionHandler((failed, problem) -> thrown.set(problem));
        thread.start();
        thread.join();
        assertThat(thrown.get()).isNull();
        return rendered.get();
    }

    /** Writes out what is to be repeated. */
    private static String repeated(String template) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf("<<"); open >= 0; open = template.indexOf("<<", from)) {
            int bar = template.lastIndexOf('|', template.indexOf(">>", open));
            int close = template.indexOf(">>", bar);
            text.append(template, from, open)
                    .append(template.substring(open + 2, bar)
                            .repeat(Integer.parseInt(template.substring(bar + 1, close))));
            from = close + 2;
        }
        return text.append(template.substring(from)).toString();
    }

    private static String shown(Problem problem) {
        Location location = problem.location().orElseThrow();
        return location.file() + ":" + location.start().line() + ":"
                + location.start().column() + " " + problem.message();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            {% for i in range(10**9) %}{{ i }}{% endfor %} ~> 1:13 limit reached: a collection of more than 100000 items
            select {{ "x" * 10**9 }} ~> 1:11 limit reached: a text of more than 8388608 characters
            select {{ [1] * 10**9 }} ~> 1:11 limit reached: a collection of more than 100000 items
            <<{% if true %}|10000>>x<<{% endif %}|10000>> ~> 1:1294 expressions or tags are nested more than 100 deep
            {{ <<(|10000>>1<<)|10000>> }} ~> 1:104 expressions or tags are nested more than 100 deep
            {{ <<[|10000>>1<<]|10000>> }} ~> 1:104 expressions or tags are nested more than 100 deep
            {{ <<{1:|10000>>1<<}|10000>> }} ~> 1:302 expressions or tags are nested more than 100 deep
            {{ <<f(|10000>>1<<)|10000>> }} ~> 1:204 expressions or tags are nested more than 100 deep
            select 1 {% if x %} a ~> 1:22 the tag 'if' is not closed; expected {% elif %} or {% else %} or {% endif %}
            select 1 {% macro m() %} a ~> 1:27 the tag 'macro' is not closed; expected {% endmacro %}
            select 1 {# a ~> 1:10 this comment has no end; expected #}
            select 1 {{ a ~> 1:10 this tag has no end; expected }}
            select 1 {{ 'a }} ~> 1:13 this string has no end; expected '
            select 1 {% raw %} a ~> 1:10 this raw tag has no end; expected {% endraw %}
            <<{{ 1 }}|750000>> ~> 1:1166668 limit reached: a template of more than 500000 names, literals, signs and texts
            {{ [<<1,|2500000>>] }} ~> 1:500003 limit reached: a template of more than 500000 names, literals, signs and texts
            {{ 1<<+1|2500000>> }} ~> 1:500003 limit reached: a template of more than 500000 names, literals, signs and texts
            <<{{|2500000>> ~> 1:500002 limit reached: a template of more than 500000 names, literals, signs and texts
            <<{#|2500000>> ~> 1:1 this comment has no end; expected #}
            {{ <<1|5000000>> }} ~> 1:4 an integer of more than 4300 digits
            {% for i in range(99999) %}{{ config(a=i) }}{% endfor %} ~> 1:31 limit reached: more than 1000 calls of config()
            {% for i in range(99999) %}{{ ref('a' ~ i) }}{% endfor %} ~> 1:31 limit reached: more than 20000 relations in one template
            {{ fromjson('[' * 50000) }} ~> 1:4 limit reached: JSON nested more than 50 deep
            """)
    void endWithAProblemAtItsPlace(String template, String expected) throws InterruptedException {
        RenderedTemplate rendered = render(Project.plain(), template);
        assertThat(rendered.failure().map(BadTemplatesTest::shown).orElse("nothing"))
                .startsWith("models/orders.sql:" + expected);
        assertThat(rendered.holes()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% macro f(n) %}{{ f(n) }}{% endmacro %}",
                "{% macro f(n) %}{{ g(n) }}{% endmacro %}{% macro g(n) %}{{ f(n) }}{% endmacro %}",
                "{% macro f(n) %}{{ return(f(n + 1)) }}{% endmacro %}",
                "{% macro f(n) %}{% for i in [1, 2] %}{{ f(n) }}{% endfor %}{% endmacro %}",
                "{% macro f(n) %}{{ adapter.dispatch('f')(n) }}{% endmacro %}{% macro default__f(n) %}{{ f(n) }}{% endmacro %}",
                "{% macro f(n) %}{% set x %}{% call g() %}{{ f(n) }}{% endcall %}{% endset %}{{ x }}{% endmacro %}"
                        + "{% macro g() %}{{ caller() }}{% endmacro %}",
                "{% macro f(n) %}{% if n < 40 %}{{ f(n + 1) }}{{ f(n + 1) }}{% endif %}{% endmacro %}",
                "{% macro f(n) %}{% if env_var('A') %}{{ f(n + 1) }}{% else %}{{ f(n + 2) }}{% endif %}{% endmacro %}",
            })
    void endEndlessMacros(String macros) throws InterruptedException {
        RenderedTemplate rendered = render(Project.plain().macro(macros), "select 1,\n  {{ f(0) }}");
        assertThat(shown(rendered.failure().orElseThrow()))
                .startsWith("models/orders.sql:2:6 ")
                .contains("limit reached")
                .contains("(in macro ");
        assertThat(rendered.failure().orElseThrow().kind()).isEqualTo(Problem.Kind.LIMIT_EXCEEDED);
        assertThat(rendered.text().text()).startsWith("select 1,\n  ");
    }

    /** Work that is small to write and takes long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
                "{% set s = 'a' * 1000000 %}{% for i in range(99999) %}{{ s.find('b') }}{% endfor %}",
                "{% set s = ' ' * 1000000 %}{% for i in range(99999) %}{{ s.strip() }}{% endfor %}",
                "{% set s = 'a' * 1000000 %}{% set t = 'a' * 1000000 %}{% for i in range(99999) %}{{ s == t }}{% endfor %}",
                "{% set s = 'a' * 1000000 %}{% for i in range(99999) %}{{ 'b' in s }}{% endfor %}",
                "{% set s = 'a' * 1000000 %}{% for i in range(99999) %}{{ s | wordcount }}{% endfor %}",
                "{% set s = 'a' * 1000000 %}{% for i in range(99999) %}{{ local_md5(s) }}{% endfor %}",
                "{% set n = 10 ** 9000 %}{% for i in range(99999) %}{{ n * n // 7 % 3 }}{% endfor %}",
                "{% set l = [] %}{% for i in range(99999) %}{% do l.insert(0, i) %}{% endfor %}",
                "{% set l = range(99999) | list %}{% for i in l %}{% set m = l | sort %}{% endfor %}",
                "{% set l = range(99999) | list %}{% for i in l %}{{ -1 in l }}{{ l.count(-1) }}{% endfor %}",
                "{% set n = namespace(l=[1]) %}{% for i in range(40) %}{% set n.l = [n.l, n.l] %}{% endfor %}{{ toyaml(n.l) }}",
                "{% set n = namespace(l=[1]) %}{% for i in range(40) %}{% set n.l = [n.l, n.l] %}{% endfor %}{{ n.l }}",
                "{% set n = namespace(l=[1]) %}{% for i in range(40) %}{% set n.l = [n.l, n.l] %}{% endfor %}{{ tojson(n.l) }}",
                "{% set n = namespace(l=[1]) %}{% for i in range(40) %}{% set n.l = [n.l, n.l] %}{% endfor %}{{ config(meta=n.l) }}",
                "{% set n = namespace(l=[1], m=[1]) %}{% for i in range(40) %}"
                        + "{% set n.l = [n.l, n.l] %}{% set n.m = [n.m, n.m] %}{% endfor %}{{ n.l == n.m }}{{ n.l < n.m }}",
                "{% set n = namespace(t=(1, 1)) %}{% for i in range(40) %}{% set n.t = (n.t, n.t) %}{% endfor %}{{ {n.t: 1} }}",
                "{{ modules.itertools.product(range(9999), range(9999)) | list | length }}",
            })
    void endLongWorkWithALimit(String template) throws InterruptedException {
        RenderedTemplate rendered = render(Project.plain(), template);
        assertThat(rendered.failure().map(BadTemplatesTest::shown).orElse("nothing"))
                .startsWith("models/orders.sql:1:")
                .contains("limit reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<<select 1\n|500000>>",
                "<< |2500000>>{%- if true %}{% endif -%}<< |2500000>>",
                "{{ '<<\\n|2500000>>' }}",
                "<<{% raw %}{% endraw %}|250000>>",
                "{{ ('<!--' * 1000000) | striptags | length }}",
                "{{ ('9' * 5000000) | int }}",
                "{{ <<a|5000000>> }}",
            })
    void takeLargeTemplatesThatAreValid(String template) throws InterruptedException {
        RenderedTemplate rendered = render(Project.plain(), template);
        assertThat(rendered.failure()).isEmpty();
        assertThat(rendered.holes()).isEmpty();
    }
}
