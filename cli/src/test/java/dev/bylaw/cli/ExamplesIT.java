package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples, checked by the packaged jar. */
class ExamplesIT {
    private static final String FAILING = "customer-data-product";
    private static final String FIXED = "customer-data-product-fixed";

    private static Jar.Result json(String example, String... more) {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("check", Jar.EXAMPLES.resolve(example).toString(), "--format", "json"));
        arguments.addAll(List.of(more));
        return Jar.run(arguments.toArray(String[]::new));
    }

    private static String expected(String example) throws IOException {
        return Files.readString(Jar.EXAMPLES.resolve("expected/" + example + ".json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {FAILING, FIXED})
    void giveExactlyTheExpectedReport(String example) throws IOException {
        assertThat(json(example).out()).isEqualTo(expected(example));
    }

    /** The eleven findings of the first product, each at its line. */
    @Test
    void failForElevenReasons() {
        Jar.Result result = json(FAILING);
        assertThat(result.code()).isEqualTo(1);
        assertThat(Reports.list(Reports.read(result.out()), "violations"))
                .extracting(violation -> Reports.text(violation, "rule") + " "
                        + Reports.text(violation, "element", "name") + " "
                        + Reports.text(violation, "location", "file") + ":"
                        + Reports.text(violation, "location", "line"))
                .containsExactly(
                        "bylaw/trustworthy/tested customer_profile models/marts/customer_profile.sql:1",
                        "bylaw/interoperable/hive-partitions customer_profile models/marts/customer_profile.sql:2",
                        "bylaw/secure/standard-roles customer_profile models/marts/customer_profile.sql:2",
                        "bylaw/self-describing/described-columns customer_id models/marts/customer_profile.sql:28",
                        "bylaw/secure/pii-columns-tagged full_name models/marts/customer_profile.sql:29",
                        "bylaw/self-describing/described-columns full_name models/marts/customer_profile.sql:29",
                        "bylaw/secure/pii-columns-tagged email models/marts/customer_profile.sql:30",
                        "bylaw/self-describing/described-columns email models/marts/customer_profile.sql:30",
                        "bylaw/self-describing/described-columns signup_date models/marts/customer_profile.sql:31",
                        "bylaw/self-describing/described-columns subscription_status models/marts/customer_profile.sql:32",
                        "bylaw/self-describing/described-columns plan_type models/marts/customer_profile.sql:33");
        assertThat(Reports.list(Reports.read(result.out()), "undecided")).isEmpty();
        assertThat(Reports.list(Reports.read(result.out()), "problems")).isEmpty();
    }

    @Test
    void passOnceCorrected() {
        Jar.Result result = Jar.run("check", Jar.EXAMPLES.resolve(FIXED).toString());
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("PASSED: 0 errors, 0 warnings, 0 undecided, 0 problems");
    }

    @Test
    void foldFindingsOfOneRuleInText() {
        Jar.Result result = Jar.run("check", Jar.EXAMPLES.resolve(FAILING).toString());
        assertThat(result.out())
                .contains("error: 6 findings on model.customer_profile.customer_profile")
                .containsOnlyOnce("[bylaw/self-describing/described-columns]");
    }

    @ParameterizedTest
    @ValueSource(strings = {FAILING, FIXED})
    void areReportedByTheSchema(String example) throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Jar.resource("/dev/bylaw/report-schema.json"));
        assertThat(schema.validate(json(example).out(), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json(example, "--profile").out(), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(json(example).out().replace("\"verdict\"", "\"result\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {FAILING, FIXED})
    void areValidSarif(String example) throws IOException {
        Path file = Path.of(System.getProperty("bylaw.shared", "../../shared"), "standards/sarif/2.1.0");
        assumeTrue(Files.isDirectory(file), "the official SARIF schema is not here: " + file);
        Path official;
        try (var files = Files.list(file)) {
            official = files.filter(path -> path.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(official));
        Jar.Result result = Jar.run("check", Jar.EXAMPLES.resolve(example).toString(), "--format", "sarif");
        assertThat(schema.validate(result.out(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "json", "junit", "markdown", "sarif", "text"})
    void giveTheSameBytesWithAnyNumberOfThreads(String format) {
        String example = Jar.EXAMPLES.resolve(FAILING).toString();
        String one =
                Jar.run("check", example, "--format", format, "--threads", "1").out();
        String two =
                Jar.run("check", example, "--format", format, "--threads", "2").out();
        assertThat(one).isNotEmpty().isEqualTo(two);
    }
}
