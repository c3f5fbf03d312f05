package dev.bylaw.internal.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.TupleValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Small templates; what is expected was printed by Jinja 3.1.6 with the settings of dbt. */
class ConstructSuiteTest {
    /** The variables that the templates may use. */
    private static Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("s", "Hello");
        context.put("n", 7);
        context.put("f", 2.5);
        context.put("t", true);
        context.put("none_", null);
        context.put("l", List.of(3, 1, 2));
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("a", 1);
        d.put("b", List.of(1, 2));
        d.put("c d", "x");
        context.put("d", d);
        context.put("tup", new TupleValue(List.of(Values.of(1), new StringValue("b"))));
        context.put("cols", List.of(column("id", "int"), column("email", "text"), column("ID2", "int")));
        context.put("words", Arrays.asList("b", "A", "c"));
        context.put("empty", List.of());
        return context;
    }

    private static Map<String, Object> column(String name, String type) {
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("name", name);
        column.put("type", type);
        return column;
    }

    @TestFactory
    @SuppressWarnings("unchecked") // The resource is a list of mappings.
    Stream<DynamicTest> rendersAsJinjaDoes() throws IOException {
        try (InputStream in = ConstructSuiteTest.class.getResourceAsStream("constructs.json")) {
            List<Map<String, Object>> cases = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            assertThat(cases).hasSizeGreaterThan(150);
            return cases.stream().map(one -> DynamicTest.dynamicTest((String) one.get("name"), () -> check(one)));
        }
    }

    private static void check(Map<String, Object> one) {
        String template = (String) one.get("template");
        Rendering rendering = Rendering.with(context());
        String text;
        try {
            text = rendering.render(template);
        } catch (TemplateException e) {
            assertThat(one).as(template + " failed with: " + e.getMessage()).containsKey("error");
            assertThat(e.location()).isPresent();
            return;
        }
        if (one.containsKey("error")) {
            assertThat(rendering.errors()).as(template + " rendered: " + text).isNotEmpty();
            assertThat(rendering.errors().get(0).location()).isPresent();
        } else {
            assertThat(rendering.errors()).as(template).isEmpty();
            assertThat(text).as(template).isEqualTo(one.get("expected"));
        }
    }
}
