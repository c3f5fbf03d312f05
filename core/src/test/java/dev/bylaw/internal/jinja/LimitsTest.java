package dev.bylaw.internal.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.internal.jinja.run.Evaluation;
import dev.bylaw.internal.jinja.run.Library;
import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.Budget;
import dev.bylaw.internal.jinja.value.Limits;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.text.SourceFile;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile template must not do: take all memory, all time, or the stack. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LimitsTest {
    /** The smallest stack that the limits on nesting are made for. */
    private static final int STACK_BYTES = 512 << 10;

    private static Throwable inSmallStack(String template) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        Rendering rendering = Rendering.plain();
                        rendering.render(template);
                        rendering.errors().forEach(thrown::set);
                    } catch (TemplateException | StackOverflowError e) {
                        thrown.set(e);
                    }
                },
                "small stack",
                STACK_BYTES);
        thread.start();
        thread.join();
        return thrown.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
                "{% macro f(x) %}{% if x %}{% for y in [1] %}{{ [1, {'a': (f(x) ~ 'b')}] | join | upper }}{% endfor %}"
                        + "{% endif %}{% endmacro %}{{ f(1) }}",
                "{% macro f() %}{% call g() %}{{ f() }}{% endcall %}{% endmacro %}"
                        + "{% macro g() %}{{ caller() }}{% endmacro %}{{ f() }}",
                "{% for x in [[]] recursive %}{{ loop([x]) }}{% endfor %}",
                "{% set l = [] %}{% do l.append(l) %}{{ l }}",
                "{% set l = [] %}{% do l.append(l) %}{{ l == l.copy() }}{{ l | tojson }}",
            })
    void endsEndlessRecursionWithALimit(String template) throws InterruptedException {
        assertThat(inSmallStack(template)).isInstanceOf(TemplateException.class).hasMessageContaining("limit reached");
    }

    @Test
    void takesNestingUpToTheLimitInASmallStack() throws InterruptedException {
        int depth = 95;
        String parentheses = "{{ " + "(".repeat(depth) + "1" + ")".repeat(depth) + " }}";
        String lists = "{{ " + "[".repeat(45) + "1" + "]".repeat(45) + " }}";
        String calls = "{% macro f(x) %}{{ x }}{% endmacro %}{{ " + "f(".repeat(50) + "1" + ")".repeat(50) + " }}";
        String tags = "{% if true %}".repeat(depth) + "x" + "{% endif %}".repeat(depth);
        String mixed = "{{ " + "(1 + [2 * -(not {'a': (3 ~ ".repeat(15) + "4" + ")}) ] | length)".repeat(15) + " }}";
        for (String template : new String[] {parentheses, lists, calls, tags, mixed}) {
            Throwable thrown = inSmallStack(template);
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(TemplateException.class);
            }
        }
        assertThat(inSmallStack(parentheses)).isNull();
        assertThat(inSmallStack(tags)).isNull();
    }

    @Test
    void refusesDeeperNesting() throws InterruptedException {
        for (String open : new String[] {"(", "[", "-", "not ", "{'a': ", "x(", "x[", "1 if "}) {
            Throwable thrown = inSmallStack("{{ " + open.repeat(100_000) + " }}");
            assertThat(thrown).as(open).isInstanceOf(TemplateException.class);
        }
        Throwable tags = inSmallStack("{% if x %}".repeat(10_000));
        assertThat(tags).hasMessageContaining("nested more than");
        assertThat(inSmallStack("{{ x" + ".a".repeat(10_000) + " }}")).hasMessageContaining("in a row");
        assertThat(inSmallStack("{{ x" + "|abs".repeat(10_000) + " }}")).hasMessageContaining("in a row");
    }

    @Test
    void takesLongRowsOfOperators() throws InterruptedException {
        assertThat(inSmallStack("{{ 1" + " + 1".repeat(10_000) + " }}")).isNull();
        assertThat(inSmallStack("{{ 'a'" + " ~ 'a'".repeat(10_000) + " }}")).isNull();
        assertThat(inSmallStack("{{ 1" + " and 1".repeat(10_000) + " }}")).isNull();
        assertThat(inSmallStack("{% if false %}" + "{% elif false %}".repeat(5_000) + "{% endif %}"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'a' * 10**9 }}",
                "{{ 'a' * 10**18 }}",
                "{{ [1] * 10**9 }}",
                "{{ (1, 2) * 10**12 }}",
                "{{ range(10**6) | list }}",
                "{{ 10 ** (10 ** 10) }}",
                "{{ (10 ** 10000) ** 10000 }}",
                "{{ 'x'.ljust(10**8) }}",
                "{{ '%999999999d' % 1 }}",
                "{{ '{:>99999999}'.format(1) }}",
                "{{ 'a'.replace('a', 'b' * 10**6).replace('b', 'c' * 10**6) }}",
                "{{ 'aa' | replace('', 'b' * 8000000) }}",
                "{% set s = namespace(x='abcdefgh') %}{% for i in range(100) %}{% set s.x = s.x ~ s.x %}{% endfor %}",
                "{% set l = [1, 2, 3, 4] %}{% for i in range(100) %}{% do l.extend(l) %}{% endfor %}",
                "{% set l = ['x' * 100000] * 1000 %}{{ l }}",
                "{% set l = ['x' * 100000] * 1000 %}{{ l | join }}",
                "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
                "{% for i in range(1000) %}{{ 'x' * 10000 }}{% endfor %}",
                "{{ ('x' * 1000000) | indent('y' * 1000, true) }}{{ ('\\n' * 1000000) | indent(100) }}",
                "{{ 'a' | center(10**9) }}",
                "{{ [1] | batch(10**9, 0) | list }}",
                "{{ ('a,' * 1000000).split(',') }}",
                "{{ ('a' * 1000000) | list }}",
                "{{ '%.999999999f' % 1 }}",
            })
    void endsGreedWithALimit(String template) {
        Rendering rendering = Rendering.plain();
        String message;
        try {
            rendering.render(template);
            message = rendering.errors().isEmpty()
                    ? ""
                    : rendering.errors().get(0).getMessage();
        } catch (TemplateException e) {
            message = e.getMessage();
            assertThat(e.location()).isPresent();
        }
        assertThat(message).containsAnyOf("limit reached", "too big", "too large", "not printed", "Invalid format");
    }

    @Test
    void namesTheLimitAndThePlace() {
        Limits small = new Limits(100, 50, 10, 1_000, 1_000, 10);
        assertThatThrownBy(() -> Rendering.plain()
                        .limits(small)
                        .render("a\n{% for i in range(10) %}{% for j in range(10) %}"
                                + "{{ i * j + 1 }}{% endfor %}{% endfor %}"))
                .isInstanceOfSatisfying(TemplateException.class, e -> {
                    assertThat(e.kind()).isEqualTo(TemplateException.Kind.LIMIT);
                    assertThat(e.getMessage()).isEqualTo("limit reached: more than 100 steps");
                    assertThat(e.location().orElseThrow().start().line()).isEqualTo(2);
                });
    }

    @Test
    void stopsWhenItIsCancelled() {
        SourceFile file = new SourceFile("model.sql", "{% for i in range(100000) %}{{ i }}{% endfor %}");
        Evaluation evaluation = new Evaluation(
                TemplateParser.parse(file, Dialect.PLAIN),
                Rendering.plain(),
                Library.JINJA,
                new Budget(Limits.DEFAULT, () -> true));
        assertThatThrownBy(evaluation::text).hasMessageContaining("cancelled");
    }
}
