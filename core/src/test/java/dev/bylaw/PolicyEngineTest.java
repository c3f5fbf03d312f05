package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.Json;
import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import dev.bylaw.rule.RuleSource;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a check runs: verdicts, threads, cancellation, limits, secrets. */
class PolicyEngineTest {
    private static TestProduct large() {
        TestProduct product = SubjectsTest.rich();
        for (int i = 0; i < 20; i++) {
            product.file("models/m" + i + ".sql", "select id, amount as a" + i + " from {{ ref('orders') }}");
        }
        product.file("models/u.sql", "{{ config(schema=env_var('S')) }} select * from {{ source('crm', 'people') }}");
        for (String subject : new String[] {"model", "column", "contract", "data_test", "workspace", "source"}) {
            product.pointing("at_" + subject, subject, "");
        }
        return product.rule("doubt", "model", "violation contains {\"message\": \"m\"} if input.model.config.schema")
                .rule("broken", "model", "violation contains {\"message\": m} if m := to_number(input.model.name)")
                .pointing("not_here", "model", "/a/b");
    }

    /** Reports without what differs from run to run. */
    private static String text(Report report) {
        try {
            StringBuilder text = new StringBuilder();
            ReportWriters.json(false).write(report, text);
            ReportWriters.sarif().write(report, text);
            ReportWriters.text(false).write(report, text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsTheSameWithAnyNumberOfThreads() {
        String one = text(large().check());
        assertThat(one).hasSizeGreaterThan(10_000);
        for (int threads : new int[] {2, 4, 7}) {
            assertThat(text(large().options(options -> options.withThreads(threads))
                            .check()))
                    .isEqualTo(one);
        }
    }

    @Test
    @Timeout(120)
    void isUsedByManyThreadsAtOnce() throws Exception {
        TestProduct product = large();
        TestProduct other = TestProduct.dbt().file("models/only.sql", "select 1 as id");
        PolicyEngine engine = product.engine();
        String expected = text(engine.check(product.sources()));
        String expectedOther = text(engine.check(other.sources()));
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                boolean first = i % 3 != 0;
                tasks.add(() -> first
                        ? text(engine.check(product.sources())).equals(expected)
                        : text(engine.check(other.sources())).equals(expectedOther));
            }
            for (Future<Boolean> same : executor.invokeAll(tasks)) {
                assertThat(same.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void endsWhenItIsCancelled(int threads) {
        assertThatThrownBy(() -> large().options(
                                options -> options.withCancelled(() -> true).withThreads(threads))
                        .check())
                .isInstanceOf(CancellationException.class)
                .hasMessage("the check was cancelled");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @Timeout(60)
    void endsWhenItIsCancelledWhileRulesAreAsked(int threads) {
        AtomicInteger parts = new AtomicInteger();
        assertThatThrownBy(() -> large().rule(
                                "slow",
                                "model",
                                "violation contains {\"message\": \"m\"} if {\n"
                                        + "  some a in numbers.range(1, 100000)\n  some b in numbers.range(1, 100000)\n"
                                        + "  a * b == -1\n}")
                        .options(options -> options.withThreads(threads)
                                .withProgress(text -> {
                                    if (text.startsWith("asking")) {
                                        parts.incrementAndGet();
                                    }
                                })
                                .withCancelled(() -> parts.get() > 0))
                        .check())
                .isInstanceOf(CancellationException.class)
                .hasMessage("the check was cancelled");
    }

    @Test
    @Timeout(60)
    void endsWhenItTakesTooLong() {
        assertThatThrownBy(() -> large().options(options -> options.withTimeout(Duration.ofNanos(1)))
                        .check())
                .isInstanceOf(CancellationException.class)
                .hasMessage("the check took longer than 0 seconds");
        assertThatThrownBy(() -> CheckOptions.DEFAULT.withTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(large().options(options -> options.withTimeout(Duration.ofSeconds(Long.MAX_VALUE)))
                        .check()
                        .violations())
                .isNotEmpty();
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() ->
                            large().options(options -> options.withThreads(2)).check())
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("the check was interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void saysWhatItDoes() {
        List<String> lines = new ArrayList<>();
        large().options(options -> options.withProgress(lines::add)).check();
        assertThat(lines).containsExactly("reading dbt projects", "analysing the SQL of shop", "asking 9 rules");
    }

    @ParameterizedTest
    @CsvSource({
        "error, ERROR, false, FAILED",
        "warning, ERROR, false, PASSED",
        "warning, WARNING, false, FAILED",
        "info, WARNING, false, PASSED",
        "info, INFO, false, PASSED",
        "error, ERROR, true, FAILED",
        "warning, ERROR, true, INCOMPLETE",
    })
    void failsBeforeItIsIncomplete(String severity, dev.bylaw.rule.Severity failOn, boolean problem, Verdict verdict) {
        TestProduct product = TestProduct.dbt()
                .file("models/a.sql", "select 1 as id")
                .file("bylaw.yml", "rules: {acme/test/found: {severity: " + severity + "}}")
                .pointing("found", "model", "")
                .options(options -> options.withFailOn(failOn));
        if (problem) {
            product.file("models/broken.yml", "models: [");
        }
        assertThat(product.check().verdict()).isEqualTo(verdict);
    }

    @Test
    void isIncompleteWhereNothingWasChecked() {
        Report none = new TestProduct().pointing("found", "model", "").check();
        assertThat(none.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(none.nothingChecked()).isTrue();
        Report noRules =
                TestProduct.dbt().file("models/a.sql", "select 1 as id").check();
        assertThat(noRules.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(noRules.nothingChecked()).isTrue();
    }

    @Test
    void goesOnBeyondLimits() {
        TestProduct product = TestProduct.dbt()
                .file("models/a.sql", "select 1 as id")
                .file("models/b.sql", "select 1 as id " + " ".repeat(2000))
                .file("models/deep.yml", "models: [{name: a, meta: {a: {b: {c: {d: {e: {f: 1}}}}}}}]")
                .pointing("found", "model", "")
                .options(options -> options.withLimits(
                        Limits.DEFAULT.withTextFileBytes(1000).withYaml(8, 1000)));
        Report report = product.check();
        assertThat(report.problems())
                .hasSize(2)
                .allMatch(problem -> problem.kind() == Problem.Kind.LIMIT_EXCEEDED)
                .extracting(problem -> problem.location().orElseThrow().file())
                .containsExactly("models/b.sql", "models/deep.yml");
        assertThat(TestProduct.places(report)).contains("models/a.sql:1:1-1:1");
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void tellsNoValueOfTheEnvironment() throws IOException {
        String secret = "s3cr3t-value";
        TestProduct product = TestProduct.dbt()
                .file(
                        "models/a.sql",
                        "{{ config(alias=env_var('KEY'), meta={'k': env_var('KEY') ~ '-x'}) }}\n"
                                + "select 1 as \"{{ env_var('KEY') }}\", '" + secret + "' as shown")
                .file(
                        "models/m.yml",
                        "models: [{name: a, columns: [{name: s3cr3t-value, description: " + secret + ", odd: {" + secret
                                + ": 1, " + secret + ": 2}}]}]\nexposures: [{name: " + secret + "}]\n")
                .rule("model", "model", """
                        violation contains {"message": m, "at": "/config/alias"} if m := input.model.config.alias
                        violation contains {"message": m} if m := input.model.config.meta.k
                        violation contains {"message": "way", "path": [{"element": k}]} if k := input.model.config.meta.k
                        not_applicable contains {"message": m} if m := input.model.config.alias
                        undecided contains {"message": m} if m := input.model.config.alias
                        """)
                .rule("broken", "model", "violation contains input.model.config.alias")
                .rule(
                        "failing",
                        "model",
                        "violation contains {\"message\": m} if m := to_number(input.model.config.alias)")
                .pointing("column", "column", "")
                .options(options -> options.withEnvironment(Map.of("KEY", secret, "SHORT", "1")));
        String text = text(product.check());
        assertThat(text).doesNotContain(secret).contains("[redacted]");
        Workspace workspace = product.read();
        assertThat(Json.write(workspace.document())).doesNotContain(secret).contains("\"alias\":\"[redacted]\"");
        assertThat(workspace.problems() + " " + workspace.notices()).doesNotContain(secret);
        RuleInputs inputs = product.engine().inputs(product.sources(), product.options(), "acme/test/model");
        assertThat(Json.write(inputs.data()) + inputs.inputs() + inputs.problems())
                .doesNotContain(secret);
    }

    @Test
    void tellsNoNumberOfTheEnvironment() {
        TestProduct product = TestProduct.dbt()
                .file("models/a.sql", "{{ config(meta={'n': env_var('PIN') | int, 'm': 7}) }} select 1 as id")
                .options(options -> options.withEnvironment(Map.of("PIN", "190283")));
        assertThat(Json.write(product.read().document()))
                .doesNotContain("190283")
                .contains("\"n\":\"[redacted]\"", "\"m\":7");
    }

    @Test
    void readsNoRulesFromOutside(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("product"));
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/x.rego"), "package acme.lib\n\nx := 1\n");
        Path rules = folder.resolve("rules").toAbsolutePath();
        for (String path : List.of("../rules", rules.toString(), "a/../../rules")) {
            Files.writeString(folder.resolve("product/bylaw.yml"), "policies: ['" + path + "']");
            assertThatThrownBy(() -> PolicyEngine.builder().build().check(Sources.folder(folder.resolve("product"))))
                    .as(path)
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void givesRulesOneTime() {
        TestProduct product =
                TestProduct.dbt().file("models/a.sql", "select 1 as id").rule("time", "model", """
                violation contains {"message": sprintf("%d", [time.now_ns()])}
                """);
        assertThat(TestProduct.violations(product.check()))
                .singleElement()
                .asString()
                .endsWith(" 0");
        product.options(options -> options.withNow(Instant.ofEpochSecond(7)));
        assertThat(TestProduct.violations(product.check()))
                .singleElement()
                .asString()
                .endsWith(" 7000000000");
    }

    @Test
    void takesVariablesTargetsAndAdapters() {
        TestProduct product = TestProduct.dbt()
                .file("profiles.yml", "shop: {target: dev, outputs: {dev: {type: duckdb}, prod: {type: athena}}}")
                .file("models/a.sql", "{{ config(alias=var('days', 1) ~ '_' ~ target.name) }} select 1 as id")
                .rule("name", "model", """
                violation contains {"message": concat(" ", [input.model.config.alias, input.model.adapter])}
                """);
        assertThat(TestProduct.violations(product.check()))
                .singleElement()
                .asString()
                .endsWith(" 1_dev duckdb");
        product.options(options -> options.withVariables("{days: 7}").withTarget("prod"));
        assertThat(TestProduct.violations(product.check()))
                .singleElement()
                .asString()
                .endsWith(" 7_prod athena");
        for (String wrong : new String[] {"[1]", "{a: ", "text"}) {
            assertThatThrownBy(() -> product.options(options -> options.withVariables(wrong))
                            .check())
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void saysWhatARuleIsAskedAbout() throws IOException {
        TestProduct product = large();
        RuleInputs inputs = product.engine().inputs(product.sources(), product.options(), "acme/test/at-contract");
        assertThat(inputs.query()).isEqualTo("data.acme.test.at_contract");
        assertThat(inputs.inputs()).singleElement().satisfies(input -> {
            assertThat(input.element().id()).isEqualTo("orders-contract");
            assertThat(input.input().keys()).extracting(Object::toString).containsExactly("\"contract\"", "\"params\"");
        });
        assertThat(inputs.data().keys()).hasSize(1);
        assertThatThrownBy(() -> product.engine().inputs(product.sources(), product.options(), "acme/test/*"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("acme/test/* stands for several rules; name one");
    }

    @Test
    void readsRulesAndProductsFromDisk(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("product/models"));
        Files.writeString(folder.resolve("product/dbt_project.yml"), "name: shop\nversion: '1.0'\nprofile: shop\n");
        Files.writeString(folder.resolve("product/models/a.sql"), "select 1 as id");
        String rule = TestProduct.metadata("model") + "package acme.test.disk\n\n"
                + "violation contains {\"message\": \"m\"}\n";
        Files.createDirectories(folder.resolve("rules/deep"));
        Files.writeString(folder.resolve("rules/deep/disk.rego"), rule);
        Files.writeString(folder.resolve("rules/deep/disk_test.rego"), "broken");
        Path jar = folder.resolve("rules.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("acme/disk.rego"));
            zip.write(rule.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("acme/disk_test.rego"));
            zip.closeEntry();
        }
        for (RuleSource source : List.of(RuleSource.ofFolder(folder.resolve("rules")), RuleSource.ofJar(jar))) {
            assertThat(source.files()).hasSize(1);
            assertThat(source.name()).contains("rules");
            Report report =
                    PolicyEngine.builder().addRules(source).build().check(Sources.folder(folder.resolve("product")));
            assertThat(TestProduct.places(report)).containsExactly("models/a.sql:1:1-1:1");
        }
        Files.write(folder.resolve("rules/bad.rego"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> RuleSource.ofFolder(folder.resolve("rules")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is not UTF-8");
        assertThatThrownBy(() -> RuleSource.ofJar(folder.resolve("none.jar"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PolicyEngine.builder().build().check(Sources.folder(folder.resolve("none"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesFilesInMemoryThatLieOutside() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("../x", new byte[0]);
        assertThatThrownBy(() -> PolicyEngine.builder().build().check(Sources.files(files)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void survivesWhateverLiesInAProduct() {
        TestProduct product = TestProduct.dbt()
                .file("models/a.sql", "{{ ".repeat(500) + "(".repeat(5000))
                .file("models/b.sql", "select " + "(".repeat(20_000) + "1")
                .file("models/c.yml", "[".repeat(5000))
                .bytes("models/d.sql", new byte[] {0, (byte) 0xfe, 1})
                .file("contract.json", "{\"kind\": \"DataContract\", " + "[".repeat(5000))
                .file("models/e.sql", "select 1 as id")
                .pointing("found", "model", "");
        Report report = product.check();
        assertThat(TestProduct.places(report)).contains("models/e.sql:1:1-1:1");
        assertThat(report.problems()).isNotEmpty();
    }
}
