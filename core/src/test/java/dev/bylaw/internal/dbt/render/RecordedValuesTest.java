package dev.bylaw.internal.dbt.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
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

/** Values of properties, and what Python's modules give to templates; what is expected was printed by dbt 1.11. */
class RecordedValuesTest {
    private static final Map<String, Object> VARIABLES = new LinkedHashMap<>();

    static {
        VARIABLES.put("s", "text");
        VARIABLES.put("n", 7);
        VARIABLES.put("f", 2.5);
        VARIABLES.put("t", true);
        VARIABLES.put("no", false);
        VARIABLES.put("nil", null);
        VARIABLES.put("l", Arrays.asList(1, "a"));
        VARIABLES.put("d", Map.of("k", "v"));
        VARIABLES.put("num", "12");
        VARIABLES.put("yes", "true");
        VARIABLES.put("bool", "True");
        VARIABLES.put("tup", "(1, 2)");
        VARIABLES.put("lst", "[1, 'x']");
        VARIABLES.put("dct", "{'a': [1]}");
        VARIABLES.put("neg", "-5");
        VARIABLES.put("flo", "1.5");
        VARIABLES.put("quoted", "'q'");
        VARIABLES.put("sp", " 5");
        VARIABLES.put("empty", "");
    }

    private static List<Map<String, Object>> cases(String resource) throws IOException {
        try (InputStream in = RecordedValuesTest.class.getResourceAsStream(resource)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        }
    }

    @TestFactory
    Stream<DynamicTest> rendersPropertiesAsDbtDoes() throws IOException {
        Templates templates = Project.plain().vars(VARIABLES).templates();
        return cases("native.json").stream()
                .map(one -> DynamicTest.dynamicTest((String) one.get("template"), () -> {
                    Tree rendered =
                            templates.renderValues(new Tree.Scalar(one.get("template"), Origin.DEFAULT), "shop");
                    if (one.containsKey("error")) {
                        assertThat(rendered).isInstanceOf(Tree.Unknown.class);
                    } else {
                        assertThat(normal(Project.value(rendered))).isEqualTo(normal(one.get("expected")));
                    }
                }));
    }

    /** Numbers of one value in one type. */
    private static Object normal(Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros();
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordedValuesTest::normal).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> normal = new LinkedHashMap<>();
            map.forEach((key, one) -> normal.put(key, normal(one)));
            return normal;
        }
        return value;
    }

    @TestFactory
    Stream<DynamicTest> givesPythonsModulesToTemplates() throws IOException {
        return cases("modules.json").stream()
                .map(one -> DynamicTest.dynamicTest((String) one.get("template"), () -> {
                    RenderedTemplate rendered = Project.plain().render((String) one.get("template"));
                    if (one.containsKey("error")) {
                        assertThat(rendered.failure()).isPresent();
                    } else {
                        assertThat(rendered.failure()).isEmpty();
                        assertThat(rendered.text().text()).isEqualTo(one.get("expected"));
                    }
                }));
    }
}
