package dev.bylaw.internal.dbt.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Small models in a project with a package: the text that {@code dbt compile} made of each, and the references, macros
 * and configuration that its manifest lists, by dbt 1.11 with DuckDB. In texts relations are written as
 * {@code <model.shop.orders>}, the model's own as {@code <this>}, and its name as {@code NAME}.
 */
class DbtConstructsTest {
    private static final String MACROS = """
            {% macro cents(column, digits=2) %}round({{ column }} / 100, {{ digits }}){% endmacro %}
            {% macro list_of() %}{{ return([1, 'b']) }}{% endmacro %}
            {% macro dict_of() %}{% do return({'a': 'va'}) %}{% endmacro %}
            {% macro none_of() %}{{ return(none) }}{% endmacro %}
            {% macro nothing_of() %}{% set x = 1 %}{% endmacro %}
            {% macro early(x) %}before {% if x %}{{ return('early') }}{% endif %} after{% endmacro %}
            {% macro wrap(tag) %}<{{ tag }}>{{ caller() }}</{{ tag }}>{% endmacro %}
            {% macro each(l) %}{% for x in l %}{{ caller(x) }}{% endfor %}{% endmacro %}
            {% macro from_ref() %}from {{ ref('orders') }} join {{ source('raw', 'payments') }}{% endmacro %}
            {% macro kw() %}{{ varargs }} {{ kwargs }}{% endmacro %}
            {% macro rec(n) %}{{ n }}{% if n > 0 %}{{ rec(n - 1) }}{% endif %}{% endmacro %}
            {% macro caller_of_early() %}[{{ early(true) }}]{% endmacro %}
            {% macro this_name() %}{{ this.name }} {{ model.name }}{% endmacro %}
            {% macro sets_config() %}{{ config(alias='from_macro', tags=['m']) }}{% endmacro %}
            {% macro default__disp() %}default{% endmacro %}
            {% macro duckdb__disp() %}duck{% endmacro %}
            {% macro trino__disp() %}trino{% endmacro %}
            {% macro default__over() %}root{% endmacro %}
            {% macro return_in_if(x) %}{% if x == 1 %}{{ return('one') }}{% else %}{{ return('other') }}{% endif %}{% endmacro %}
            {% macro show_var() %}{{ var('s') }}/{{ var('shared') }}{% endmacro %}
            """;
    private static final String TOOLS = """
            {% macro double(x) %}{{ x }}{{ x }}{% endmacro %}
            {% macro outer(x) %}({{ tools.double(x) }}){% endmacro %}
            {% macro disp2() %}{{ return(adapter.dispatch('disp2', 'tools')()) }}{% endmacro %}
            {% macro default__disp2() %}tools default{% endmacro %}
            {% macro over() %}{{ return(adapter.dispatch('over', 'tools')()) }}{% endmacro %}
            {% macro default__over() %}tools{% endmacro %}
            {% macro default__disp() %}tools disp{% endmacro %}
            {% macro show_var() %}{{ var('s') }}/{{ var('shared') }}{% endmacro %}
            """;

    private final Templates templates = templates();

    private static Templates templates() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("s", "text");
        variables.put("n", 7);
        variables.put("f", 2.5);
        variables.put("yes", true);
        variables.put("nothing", null);
        variables.put("l", List.of(1, "a"));
        variables.put("d", Map.of("k", "v"));
        variables.put("date", "2024-01-31");
        variables.put("quoted", "it's");
        variables.put("jinja", "{{ 1 }}");
        variables.put("numstr", "12");
        variables.put("shared", "root");
        return Project.plain()
                .vars(variables)
                .macro(MACROS)
                .packageMacro("tools", TOOLS)
                .packageVars("tools", Map.of("s", "tools text", "shared", "tools shared"))
                .with(builder -> builder.target(
                        Project.target("type", "duckdb", "name", "dev", "schema", "main", "database", "memory")))
                .templates();
    }

    private static List<Map<String, Object>> cases() throws IOException {
        try (InputStream in = DbtConstructsTest.class.getResourceAsStream("dbt-constructs.json")) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        }
    }

    @TestFactory
    Stream<DynamicTest> rendersAsDbtDoes() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(150);
        return cases().stream().map(one -> DynamicTest.dynamicTest((String) one.get("name"), () -> check(one)));
    }

    private void check(Map<String, Object> one) {
        String template = (String) one.get("template");
        RenderedTemplate rendered = templates.render(new Templates.Request(
                new SourceFile("models/NAME.sql", template),
                "shop",
                "model.shop.NAME",
                "NAME",
                new Tree.Mapping(Map.of(), Origin.DEFAULT),
                false));
        if (one.containsKey("error")) {
            assertThat(rendered.failure()).as(template).isPresent();
            assertThat(rendered.failure().orElseThrow().location()).isPresent();
            return;
        }
        assertThat(rendered.failure()).as(template).isEmpty();
        assertThat(rendered.holes()).as(template).isEmpty();
        if (one.containsKey("text")) {
            assertThat(compared(shown(rendered), template))
                    .as(template)
                    .isEqualTo(compared((String) one.get("text"), template));
        }
        assertThat(references(rendered, false)).as(template).isEqualTo(one.get("refs"));
        assertThat(references(rendered, true)).as(template).isEqualTo(one.get("sources"));
        assertThat(new ArrayList<>(rendered.macros())).as(template).isEqualTo(one.get("macros"));
        Map<?, ?> expected = (Map<?, ?>) one.get("config");
        config(rendered).forEach((key, value) -> {
            // What is as by default is not in the recording.
            if (expected.containsKey(key) && !key.endsWith("-hook")) {
                assertThat(plain(value)).as(template + ": " + key).isEqualTo(plain(expected.get(key)));
            }
        });
        assertThat(config(rendered).keySet())
                .as(template)
                .containsAll(expected.keySet().stream().map(String::valueOf).toList());
    }

    /** The macros of dbt are written anew, with white space of their own. */
    private static String compared(String text, String template) {
        return template.contains("dbt.") ? text.replaceAll("\\s+", "") : text.strip();
    }

    /** The text with relations instead of markers. */
    private static String shown(RenderedTemplate rendered) {
        String text = rendered.text().text();
        for (Map.Entry<String, Reference> relation : rendered.relations().entrySet()) {
            text = text.replaceAll(relation.getKey() + "(?!\\d)", "<" + name(relation.getValue()) + ">");
        }
        return text;
    }

    private static String name(Reference reference) {
        if (reference instanceof Reference.Source source) {
            return "shop." + source.source() + "." + source.table();
        }
        if (!(reference instanceof Reference.Ref ref)) {
            return "this";
        }
        String packageName = ref.name().equals("tooled") ? "tools" : "shop";
        String version = ref.name().equals("dim") ? ".v" + ref.version().orElse("2") : "";
        return packageName + "." + ref.name() + version;
    }

    private static List<List<String>> references(RenderedTemplate rendered, boolean sources) {
        Map<String, List<String>> sorted = new TreeMap<>();
        for (Reference reference : rendered.references()) {
            List<String> parts = List.of();
            if (!reference.untaken() && reference instanceof Reference.Ref ref && !sources) {
                parts = List.of(
                        ref.packageName().orElse(""), ref.name(), ref.version().orElse(""));
            } else if (!reference.untaken() && reference instanceof Reference.Source source && sources) {
                parts = List.of(source.source(), source.table());
            }
            if (!parts.isEmpty()) {
                sorted.put(String.join("\u0000", parts), parts);
            }
        }
        return new ArrayList<>(sorted.values());
    }

    private static Map<String, Object> config(RenderedTemplate rendered) {
        Map<String, Object> config = new TreeMap<>();
        for (Tree.Mapping call : rendered.config()) {
            call.entries().forEach((key, entry) -> {
                // A single tag is a list for dbt, and hooks are mappings; both follow when all layers are known.
                Object value = Project.value(entry.value());
                config.put(
                        key.replace("_hook", "-hook"),
                        key.equals("tags") && value instanceof String ? List.of(value) : value);
            });
        }
        return config;
    }

    /** A value as dbt writes it into its manifest: numbers of one type, and single texts of list settings. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, one) -> plain.put(key, plain(one)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(DbtConstructsTest::plain).toList();
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }
}
