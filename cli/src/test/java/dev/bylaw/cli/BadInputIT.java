package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ObjectValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is broken or hostile ends with a problem at its place, and the rest is still checked; with less than 1 GB. */
class BadInputIT {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private Product product;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("product"));
        product = new Product(folder.resolve("product"));
    }

    private static String repeat(String text, int bytes) {
        return text.repeat(Math.max(1, bytes / text.length()));
    }

    private static Stream<Arguments> files() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + "*a".repeat(0));
            for (int j = 0; j < 10; j++) {
                bomb.append(j == 0 ? "" : ", ").append("*a" + (i - 1));
            }
            bomb.append("]\n");
        }
        return Stream.of(
                Arguments.of("models/tab.yml", "version: 2\nmodels:\n\t- name: orders\n"),
                Arguments.of("models/bomb.yml", bomb.toString()),
                Arguments.of("models/deep.yml", "models: " + "[".repeat(10_000) + "]".repeat(10_000) + "\n"),
                Arguments.of("models/deep-block.yml", deepBlock()),
                Arguments.of("models/huge.yml", repeat("# a comment that goes on for a while\n", 50 * MEGABYTE)),
                Arguments.of("models/loop.sql", "{% for i in range(10**9) %} x {% endfor %} select 1 as id"),
                Arguments.of("models/itself.sql", "{% macro m() %}{{ m() }}{% endmacro %}select {{ m() }} as id"),
                Arguments.of("models/unclosed.sql", "select {% if true %} 1 as id"),
                Arguments.of(
                        "models/huge.sql", "select " + repeat("'some text' as a_column,\n", 50 * MEGABYTE) + "1 as z"),
                Arguments.of("models/nothing-closes.sql", "select {{ ref('orders' }} as id"));
    }

    private static String deepBlock() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isAProblemAtItsPlace(String path, String text) {
        product.file(path, text);
        isIncomplete(path);
    }

    @Test
    void isAProblemWhereAFileIsNotText() {
        product.bytes(
                "models/latin.yml", "version: 2\nmodels:\n- name: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        isIncomplete("models/latin.yml");
    }

    @Test
    void isAProblemWhereLinksGoInCircles() throws IOException {
        Files.createSymbolicLink(product.folder().resolve("models/again"), Path.of("../models"));
        isIncomplete("models/again");
    }

    @Test
    void isAProblemWhereALinkLeadsOut() throws IOException {
        Files.writeString(folder.resolve("secret.sql"), "select 'secret' as password");
        Files.createSymbolicLink(product.folder().resolve("models/secret.sql"), Path.of("../../secret.sql"));
        assertThat(isIncomplete("models/secret.sql").out()).doesNotContain("password");
    }

    @Test
    void isAProblemWhereAPathLeadsOut() throws IOException {
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere/secret.sql"), "select 'secret' as password");
        product.file(
                "dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\nmodel-paths: [models, ../elsewhere]\n");
        assertThat(isIncomplete("dbt_project.yml").out()).doesNotContain("password");
    }

    @Test
    void isAProblemWhereAManifestIsCutInHalf() {
        String manifest = "{\"metadata\": {\"dbt_schema_version\": "
                + "\"https://schemas.getdbt.com/dbt/manifest/v12.json\"}, \"nodes\": {\"model.shop.orders\": {\"na";
        product.file("target/manifest.json", manifest);
        Jar.Result result =
                Jar.runIn(product.folder(), "check", "--format", "json", "--manifest", "target/manifest.json");
        assertThat(result.code()).isEqualTo(3);
        problem(Reports.read(result.out()), "target/manifest.json");
    }

    @Test
    void isAProblemWhereAManifestHasAnotherVersion() {
        product.file(
                "target/manifest.json",
                "{\"metadata\": {\"dbt_schema_version\": \"https://schemas.getdbt.com/dbt/manifest/v4.json\"}, \"nodes\": {}}");
        Jar.Result result =
                Jar.runIn(product.folder(), "check", "--format", "json", "--manifest", "target/manifest.json");
        assertThat(result.code()).isEqualTo(3);
        assertThat(Reports.text(problem(Reports.read(result.out()), "target/manifest.json"), "message"))
                .contains("version 4")
                .contains("version 12");
    }

    /** These are read as dbt reads them. */
    private static Stream<Arguments> harmless() {
        return Stream.of(
                Arguments.of("models/bom.yml", "\ufeffversion: 2\nmodels:\n- name: orders\n"),
                Arguments.of("models/crlf.yml", "version: 2\r\nmodels:\r\n- name: orders\r\n"),
                Arguments.of(
                        "models/twice.yml",
                        "version: 2\nmodels:\n- name: orders\n  description: a\n  description: b\n"),
                Arguments.of(
                        "models/large.sql", "select " + repeat("'some text' as a_column,\n", 5 * MEGABYTE) + "1 as z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void isReadAsDbtReadsIt(String path, String text) {
        product.file(path, text);
        Jar.Result result = check();
        assertThat(Reports.list(Reports.read(result.out()), "problems")).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    private Jar.Result check() {
        return Jar.runIn(product.folder(), "check", "--format", "json", "--root", ".");
    }

    /** The check ends with a problem in the file, and the model beside it is still checked. */
    private Jar.Result isIncomplete(String path) {
        Jar.Result result = check();
        assertThat(result.err()).isEmpty();
        ObjectValue report = Reports.read(result.out());
        problem(report, path);
        assertThat(result.code()).isIn(1, 3);
        assertThat(Reports.text(report, "verdict")).isIn("FAILED", "INCOMPLETE");
        assertThat(List.of("violations", "undecided"))
                .anySatisfy(part -> assertThat(Reports.list(report, part))
                        .anySatisfy(finding -> assertThat(Reports.text(finding, "element", "id"))
                                .startsWith("model.shop.orders")));
        return result;
    }

    private static ObjectValue problem(ObjectValue report, String path) {
        List<ObjectValue> problems = Reports.list(report, "problems");
        assertThat(problems).as(report.toString()).isNotEmpty();
        List<ObjectValue> ofFile = problems.stream()
                .filter(problem -> Reports.text(problem, "location", "file").equals(path))
                .toList();
        assertThat(ofFile).as(problems.toString()).isNotEmpty();
        assertThat(Reports.text(ofFile.get(0), "location", "line")).isNotEmpty();
        return ofFile.get(0);
    }
}
