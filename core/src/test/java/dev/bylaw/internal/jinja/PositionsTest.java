package dev.bylaw.internal.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.text.MappedText;
import dev.bylaw.workspace.Location;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where texts, errors and holes come from. */
class PositionsTest {
    private static String place(MappedText text, String part) {
        int at = text.text().indexOf(part);
        assertThat(at).as("'" + part + "' in '" + text.text() + "'").isNotNegative();
        return place(text.locate(at, at + part.length()));
    }

    private static String place(Location location) {
        return location.start().line() + ":" + location.start().column() + "-"
                + location.end().line() + ":" + location.end().column();
    }

    @Test
    void mapsTextCharacterByCharacter() {
        MappedText text = Rendering.plain().map("select a,\n  b {# c #}\nfrom t");
        assertThat(text.text()).isEqualTo("select a,\n  b \nfrom t");
        assertThat(place(text, "a")).isEqualTo("1:8-1:9");
        assertThat(place(text, "b")).isEqualTo("2:3-2:4");
        assertThat(place(text, "from t")).isEqualTo("3:1-3:7");
    }

    @Test
    void mapsWhatAnExpressionMakesToItsTag() {
        MappedText text = Rendering.with(Map.of("x", "value")).map("a\n {{ x ~ '_y' }} b");
        assertThat(place(text, "lue_")).isEqualTo("2:2-2:16");
        assertThat(place(text, "b")).isEqualTo("2:17-2:18");
    }

    @Test
    void mapsWhatAMacroMakesToItsCall() {
        MappedText text = Rendering.plain()
                .map("{% macro m(c) %}\n  cast({{ c }} as int)\n{% endmacro %}select\n  {{ m('id') }} as id");
        assertThat(place(text, "cast(id")).isEqualTo("4:3-4:16");
        assertThat(place(text, "as id")).isEqualTo("4:17-4:22");
    }

    @Test
    void mapsTheTextOfLoopsAndConditionsToItself() {
        MappedText text = Rendering.plain().map("{% for c in ['x', 'y'] %}\n  {{ c }}_col,\n{% endfor %}");
        assertThat(text.text()).isEqualTo("\n  x_col,\n\n  y_col,\n");
        assertThat(place(text, "_col")).isEqualTo("2:10-2:14");
        int second = text.text().lastIndexOf("_col");
        assertThat(place(text.locate(second, second + 4))).isEqualTo("2:10-2:14");
    }

    @Test
    void mapsBlocksThatPassThroughFiltersToTheWholeBlock() {
        MappedText text = Rendering.plain().map("a {% filter upper %}b{% endfilter %} c");
        assertThat(place(text, "B")).isEqualTo("1:3-1:37");
        text = Rendering.plain().map("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}x{% endcall %}!");
        assertThat(place(text, "x")).isEqualTo("1:46-1:74");
    }

    @Test
    void writesNewlinesAsJinjaDoes() {
        MappedText text = Rendering.plain().map("a\r\nb\rc {{ 'd\r\ne' }}\r\n");
        assertThat(text.text()).isEqualTo("a\nb\nc d\ne");
        assertThat(place(text, "b")).isEqualTo("2:1-2:2");
        assertThat(place(text, "c")).isEqualTo("3:1-3:2");
    }

    @Test
    void keepsPlacesOfABranchThatWasTriedFirst() {
        MappedText text = Rendering.plain().unknown("u").map("x {% if u %}{% else %}\n  y {{ 1 }}{% endif %} z");
        assertThat(text.text()).isEqualTo("x \n  y 1 z");
        assertThat(place(text, "y")).isEqualTo("2:3-2:4");
        assertThat(place(text, "1")).isEqualTo("2:5-2:12");
        assertThat(place(text, "z")).isEqualTo("2:24-2:25");
    }

    @Test
    void placesHolesAtTheTagOfTheTemplate() {
        Rendering rendering = Rendering.plain().unknown("u");
        rendering.render("{% macro m() %}{{ u }}{% endmacro %}a\n b {{ m() }} {% if u %}c{% endif %}");
        assertThat(rendering.places()).extracting(PositionsTest::place).containsExactly("1:19-1:20", "2:20-2:21");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "a {{ 1 + }} @ 1:10-1:12 @ unexpected '}}'",
                "{% if x %}a @ 1:12-1:12 @ the tag 'if' is not closed",
                "{% for x y %}{% endfor %} @ 1:10-1:11 @ expected 'in'",
                "{{ 'a }} @ 1:4-1:5 @ this string has no end",
                "{% what %} @ 1:4-1:8 @ unexpected tag 'what'",
                "{% if x %}{% endfor %} @ 1:14-1:20 @ unexpected tag 'endfor'; the tag 'if' is open",
                "{{ (1] }} @ 1:6-1:7 @ unexpected ']', expected ')'",
                "{{ a $ b }} @ 1:6-1:7 @ unexpected character '$'",
                "{{ 'x\\u12' }} @ 1:4-1:11 @ this string has a truncated or unknown escape",
                "x{# y @ 1:2-1:4 @ this comment has no end",
                "{% raw %}x @ 1:1-1:10 @ this raw tag has no end",
                "{{ x @ 1:1-1:3 @ this tag has no end",
            })
    void placesSyntaxErrors(String template, String place, String message) {
        assertThatThrownBy(() -> Rendering.plain().render(template))
                .isInstanceOfSatisfying(TemplateException.class, e -> {
                    assertThat(e.kind()).isEqualTo(TemplateException.Kind.SYNTAX);
                    assertThat(e.getMessage()).startsWith(message);
                    assertThat(place(e.location().orElseThrow())).isEqualTo(place);
                });
    }

    @Test
    void placesErrorsAtTheInnermostExpression() {
        Rendering rendering = Rendering.plain();
        rendering.render("a\n{{ [1, 2 / 0] }}{% macro m() %}\n{{ nope.x }}{% endmacro %}{{ m() }}");
        assertThat(rendering.errors()).hasSize(2);
        assertThat(place(rendering.errors().get(0).location().orElseThrow())).isEqualTo("2:8-2:13");
        assertThat(rendering.errors().get(1)).hasMessage("'nope' is undefined (in macro m, model.sql:3)");
    }

    @Test
    void stripsWhiteSpaceOfTagsWhereTheDialectSaysSo() {
        String template =
                "a\n  {% if true %}\n  b\n  {% endif %}\n  {{ 1 }}\n  {# c #}\nd\n  {%+ if true %}\n{% endif +%}\ne";
        assertThat(Rendering.plain().dialect(new Dialect(true, true, "")).render(template))
                .isEqualTo("a\n  b\n  1\nd\n  \ne");
        assertThat(Rendering.plain()
                        .dialect(new Dialect(true, false, ""))
                        .render("{% raw %}\nx{% endraw %}\ny{# c #}\nz"))
                .isEqualTo("\nxyz");
    }

    @Test
    void namesMacrosAsDbtDoes() {
        Rendering rendering = Rendering.plain().dialect(Dialect.DBT);
        assertThat(rendering.render("{% macro m() %}x{% endmacro %}{{ dbt_macro__m() }}"))
                .isEqualTo("x");
        assertThat(
                        rendering.render(
                                "{% test t(model) %}y{% endtest %}{% docs d %}z{% enddocs %}"
                                        + "{% materialization m, adapter='trino' %}w{% endmaterialization %}"
                                        + "{% materialization n, default, supported_languages=['sql'] %}w{% endmaterialization %}"
                                        + "{{ dbt_macro__t('a') }}{{ dbt_macro__materialization_m_trino() }}"
                                        + "{% macro typed(a: Dict[str, List[int]], b: int = 2) %}{{ b }}{% endmacro %}{{ dbt_macro__typed(1) }}"))
                .isEqualTo("yw2");
    }
}
