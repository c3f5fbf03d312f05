package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion;
import dev.bylaw.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reports that programs read, and what all formats do with text that is up to something. */
class MachineReportsTest {
    private static final String[] HOSTILE = {
        "\u001b[31mred\u001b]8;;http://evil\u0007",
        "a\n::error file=x::gone",
        "::add-mask::secret",
        "##[error]gone",
        "x ##vso[task.setvariable variable=a]b",
        "##teamcity[buildStop comment='x'] ###[a] ####[b]",
        "<script>alert(1)</script><!-- -->",
        "[click](http://evil) ![x](http://evil) `code` | **b** @team #1",
        "\r\nnext\u0085line\u2028sep\u2029par",
        "\u202eevil\u2066bidi\u2069\u200b\u00ad",
        "nul\u0000 bell\u0007 back\b del\u007f c1\u009b31m",
        "tag\udb40\udc41 half\ud800 private\ue000",
        "\\u{1B} {0} {{1}} \\[x]",
        "%0A::error::x %1B",
    };

    static String[] hostile() {
        return HOSTILE.clone();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static com.networknt.schema.JsonSchema sarifSchema() throws IOException {
        Path file =
                Path.of(System.getProperty("bylaw.shared", "absent"), "standards/sarif/2.1.0/sarif-schema-2.1.0.json");
        Assumptions.assumeTrue(
                Files.isRegularFile(file), "the property bylaw.shared names no folder with standards/sarif");
        return Reports.schema(Files.readString(file), SpecVersion.VersionFlag.V7);
    }

    private static List<Report> reports() {
        Report rich = SubjectsTest.rich()
                .file("models/u.sql", "{{ config(schema=env_var('S')) }} select * from {{ source('crm', 'people') }}")
                .file("models/bad.yml", "models: [")
                .pointing("model", "model", "/description")
                .pointing("workspace", "workspace", "")
                .rule("doubt", "model", "violation contains {\"message\": \"m\"} if input.model.config.schema == \"x\"")
                .rule("way", "model", """
                        violation contains {"message": "m", "path": [{"element": "source.shop.crm.people", "edge": "e"}]}
                        """)
                .check();
        Report empty = new TestProduct().check();
        return List.of(rich, empty, Reports.saying("plain"));
    }

    @Test
    void keepsToItsSchema() {
        var schema = Reports.schema("/dev/bylaw/report-schema.json");
        for (Report report : reports()) {
            for (boolean times : new boolean[] {false, true}) {
                String text = Reports.write(ReportWriters.json(times), report);
                assertThat(Reports.faults(schema, text)).isEmpty();
                assertThat(text).endsWith("}\n").doesNotContain("\r");
                assertThat(json(text).at("/rules/0/milliseconds").isMissingNode())
                        .isEqualTo(!times || report.rules().isEmpty());
            }
        }
        assertThat(Reports.faults(schema, "{\"schema_version\": \"1\"}")).isNotEmpty();
    }

    @Test
    void saysEverythingInJson() {
        JsonNode json = json(Reports.write(ReportWriters.json(true), Reports.saying("text")));
        assertThat(json.at("/verdict").asText()).isEqualTo("FAILED");
        assertThat(json.at("/summary").toString())
                .isEqualTo("{\"violations\":{\"error\":1,\"warning\":0,\"info\":1},\"undecided\":1,\"suppressed\":1,"
                        + "\"problems\":1,\"checked\":{\"model\":3}}");
        assertThat(json.at("/violations/0/location").toString())
                .isEqualTo("{\"file\":\"text\",\"line\":1,\"column\":2,\"end_line\":1,\"end_column\":4}");
        assertThat(json.at("/violations/0/path/0/edge").asText()).isEqualTo("text");
        assertThat(json.at("/suppressed/0/by").toString()).isEqualTo("{\"kind\":\"waiver\",\"id\":\"text\"}");
        assertThat(json.at("/rules/0/milliseconds").asInt()).isEqualTo(5);
    }

    @Test
    void keepsToTheSchemaOfSarif() throws IOException {
        var schema = sarifSchema();
        for (Report report : reports()) {
            assertThat(Reports.faults(schema, Reports.write(ReportWriters.sarif(), report)))
                    .isEmpty();
        }
        for (String text : HOSTILE) {
            assertThat(Reports.faults(schema, Reports.write(ReportWriters.sarif(), Reports.saying(text))))
                    .isEmpty();
        }
    }

    @Test
    void saysEverythingInSarif() {
        JsonNode run = json(Reports.write(ReportWriters.sarif(), Reports.saying("a b{c}[d](1)")))
                .at("/runs/0");
        assertThat(run.at("/results")).hasSize(4);
        assertThat(run.at("/results/0/message/text").asText()).isEqualTo("a b{{c}}\\[d\\](1)");
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("a%20b%7Bc%7D%5Bd%5D%281%29");
        assertThat(run.at("/results/0/partialFingerprints").toString())
                .isEqualTo("{\"bylaw/v1\":\"0123456789abcdef0123456789abcdef\"}");
        assertThat(run.at("/results/0/codeFlows/0/threadFlows/0/locations")).hasSize(2);
        assertThat(run.at("/results/1/level").asText()).isEqualTo("note");
        assertThat(run.at("/results/2/suppressions/0/justification").asText()).isEqualTo("waiver a b{c}[d](1)");
        assertThat(run.at("/results/3/kind").asText()).isEqualTo("open");
        assertThat(run.at("/results/3/level").asText()).isEqualTo("none");
        assertThat(run.at("/results/3/ruleIndex").asInt()).isZero();
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
        assertThat(run.at("/invocations/0/toolExecutionNotifications")).hasSize(3);
        assertThat(run.at("/columnKind").asText()).isEqualTo("unicodeCodePoints");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void letsNothingThroughOfWhatAProductSays(String text) {
        String quoted = "\"" + escaped(text) + "\"";
        Report report = TestProduct.dbt()
                .file("models/x " + text.replaceAll("[/\\\\\\x00\ud800]", "") + ".sql", "select 1 as id")
                .file("models/" + "a.sql", "select 1 as id /* " + text.replace("*/", "") + " */, 2 as other")
                .file(
                        "models/m.yml",
                        "models: [{name: a, meta: {" + quoted + ": " + quoted + "}, columns: [{name: " + quoted
                                + "}]}, {name: " + quoted + "}]")
                .file(
                        "c.yml",
                        "kind: DataContract\napiVersion: " + quoted + "\nid: " + quoted + "\nschema: [" + quoted
                                + "]\n")
                .file("bad.yml", "kind: DataContract\n" + quoted + ": [")
                .rule("id", "contract", "violation contains {\"message\": input.contract.id}")
                .rule("name", "column", "violation contains {\"message\": input.column.name}")
                .rule("file", "model", "violation contains {\"message\": input.model.original_file_path}")
                .rule("meta", "model", """
                        violation contains {"message": k, "at": sprintf("/config/meta/%s", [k]), "path": [{"element": k}]} if {
                            some k in object.keys(input.model.config.meta)
                        }
                        undecided contains {"message": k} if some k in object.keys(input.model.config.meta)
                        not_applicable contains {"message": k} if some k in object.keys(input.model.config.meta)
                        """)
                .check();
        assertThat(report.violations()).hasSizeGreaterThan(4);
        assertThat(report.problems()).isNotEmpty();
        harmless(report);
    }

    /** A text as in a quoted scalar of YAML. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.replace("\ud800", "").codePoints().forEach(c -> out.append(String.format(Locale.ROOT, "\\U%08x", c)));
        return out.toString();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void letsNothingThroughInAnyFormat(String text) {
        Report report = Reports.saying(text);
        harmless(report);
        String json = Reports.write(ReportWriters.json(false), report);
        if (!text.contains("\ud800")) {
            assertThat(json(json).at("/violations/0/message").asText()).isEqualTo(text);
        }
    }

    private static void harmless(Report report) {
        for (String format : ReportWriters.formats()) {
            String out = Reports.write(ReportWriters.of(format).orElseThrow(), report);
            assertThat(out.codePoints().filter(c -> c != '\n').mapToObj(Character::getType))
                    .as(format)
                    .doesNotContain(
                            (int) Character.CONTROL,
                            (int) Character.FORMAT,
                            (int) Character.LINE_SEPARATOR,
                            (int) Character.PARAGRAPH_SEPARATOR,
                            (int) Character.SURROGATE);
            assertThat(out).as(format).doesNotContainPattern("##[A-Za-z]*\\[");
            if (!format.equals("github")) {
                assertThat(out).as(format).doesNotContainPattern("(?m)^\\s*::");
            }
            if (List.of("gitlab", "json", "junit", "sarif").contains(format)) {
                assertThat(out).as(format).doesNotContain("<script", "<!--");
            }
            if (List.of("gitlab", "json", "sarif").contains(format)) {
                json(out);
            }
        }
    }

    @Test
    void knowsItsFormats() {
        assertThat(ReportWriters.formats())
                .containsExactly("github", "gitlab", "json", "junit", "markdown", "sarif", "text")
                .allSatisfy(format -> assertThat(
                                ReportWriters.of(format).orElseThrow().format())
                        .isEqualTo(format));
        assertThat(ReportWriters.of("html")).isEmpty();
    }
}
