package dev.bylaw.opa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.CheckOptions;
import dev.bylaw.ConfigurationException;
import dev.bylaw.PolicyEngine;
import dev.bylaw.rego.RegoException;
import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that OPA compiled: what they read, how they fail, and what describes them. */
class CompiledRulesTest {
    private static final String FOUND = "violation contains {\"message\": \"found\"} if ";

    @TempDir
    private Path folder;

    private Compiled product;

    @BeforeEach
    void begin() throws IOException {
        product = new Compiled(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.model.config.schema == \"landing\"",
                "not input.model.config.schema",
                "not startswith(input.model.config.schema, \"landing\")",
                "object.get(input.model.config, \"schema\", \"x\") == \"x\"",
                "count(input.model.config) < 1000",
                "every key, _ in input.model.config { key != \"schema\" }",
                "not \"schema\" in object.keys(input.model.config)",
                "walk(input, [_, \"x\"])",
                "json.marshal(input) == \"\"",
                "sprintf(\"%v\", [input]) == \"\"",
                "_default == 1 }\n\ndefault _default := 1\n_default := 2 if { input.model.config.schema",
                "some model in data.workspace.models; not model.config.schema",
                "count(input.model.unknown) == 0",
                "not input.model.unknown[\"/config/schema\"]",
            })
    void isUndecidedWhereItReadsWhatIsNotKnown(String condition) throws IOException {
        Report report = product.model("orders", "schema=env_var('SCHEMA')")
                .rego("doubt", "violation contains {\"message\": \"found\"} if { " + condition + " }")
                .check();
        assertThat(report.violations()).isEmpty();
        assertThat(Compiled.problems(report)).isEmpty();
        assertThat(Compiled.undecided(report))
                .singleElement()
                .asString()
                .startsWith("model.shop.orders: ")
                .contains("SCHEMA", "/models/model.shop.orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.model.name == \"orders\"",
                "count(data.workspace.models) == 1",
                "input.model.unique_id in object.keys(data.workspace.models)",
                "sprintf(\"%d%%\", [count(input.model.columns)]) == \"1%\"",
                "input.model.config.alias == \"a\"",
                "input.model",
            })
    void decidesWhatDoesNotDependOnIt(String condition) throws IOException {
        Report report = product.model("orders", "meta={'owner': env_var('OWNER')}, alias='a'")
                .rego("doubt", FOUND + condition)
                .check();
        assertThat(Compiled.violations(report)).containsExactly("model.shop.orders: found");
        assertThat(Compiled.undecided(report)).isEmpty();
        assertThat(Compiled.problems(report)).isEmpty();
    }

    @Test
    void readsTheDataOfItsBundle() throws IOException {
        Files.writeString(product.rules().resolve("data.json"), "{\"acme\": {\"limits\": {\"name\": \"orders\"}}}");
        Report report = product.model("orders", "")
                .rego("data", FOUND + "input.model.name == data.acme.limits.name")
                .check();
        assertThat(Compiled.violations(report)).containsExactly("model.shop.orders: found");
    }

    @Test
    void takesSettingsAndFoldsNotApplicable() throws IOException {
        product.model("orders", "")
                .rego("settings", """
                not_applicable contains {"message": "no reason"} if input.model.name
                undecided contains {"message": "cannot tell"} if input.model.name
                violation contains {"at": "/config", "key": "k", "message": "found"} if input.model.name
                """)
                .file("bylaw.yml", "rules: {acme/test/settings: {severity: warning}}\n");
        Path bundle = product.build();
        Report compiled = product.check(RuleSource.ofBundle(bundle));
        Report source = product.check(RuleSource.ofFolder(product.rules()));
        assertThat(compiled.violations()).isEqualTo(source.violations()).hasSize(1);
        assertThat(compiled.undecided()).isEqualTo(source.undecided()).hasSize(1);
        assertThat(compiled.notices()).isEqualTo(source.notices());
        assertThat(compiled.violations().get(0).severity().id()).isEqualTo("warning");
    }

    @Test
    void tellsAFailureWithTheRulesName() throws IOException {
        Report report = product.model("orders", "")
                .rego("fails", FOUND + "time.add_date(input.model.name, 1, 1, 1) == 1")
                .rego("fine", FOUND + "input.model.name")
                .check();
        assertThat(Compiled.problems(report))
                .singleElement()
                .asString()
                .startsWith("rule acme/test/fails failed for model.shop.orders: time.add_date: ");
        assertThat(Compiled.violations(report)).containsExactly("model.shop.orders: found");
        assertThat(Compiled.undecided(report)).hasSize(1);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void tellsABuiltinThatIsNotThere() throws IOException {
        Report report = product.model("orders", "")
                .rego("net", FOUND + "http.send({\"method\": \"get\", \"url\": \"http://localhost\"}).status_code == 1")
                .check();
        assertThat(Compiled.problems(report)).singleElement().asString().contains("acme/test/net", "http.send");
        assertThat(report.violations()).isEmpty();
    }

    @Test
    void tellsWhenTheMemoryIsNotEnough() throws IOException {
        Report report = product.model("orders", "")
                .rego("big", FOUND + "count(numbers.range(1, 100000000)) == 1")
                .rego("fine", FOUND + "input.model.name")
                .check();
        assertThat(Compiled.problems(report)).singleElement().asString().contains("acme/test/big");
        assertThat(Compiled.violations(report)).containsExactly("model.shop.orders: found");
    }

    @Test
    @Timeout(60)
    void isCancelled() throws IOException {
        product.model("orders", "").rego("long", """
                violation contains {"message": "found"} if {
                	# Comparisons alone: what makes values runs out of memory first on a fast machine.
                	xs := numbers.range(1, 100000)
                	some a in xs
                	some b in xs
                	a < b
                	a > b
                }
                """);
        RuleSource source = RuleSource.ofBundle(product.build());
        assertThatThrownBy(() -> product.check(source, CheckOptions.DEFAULT.withTimeout(Duration.ofSeconds(5))))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> product.check(
                        source,
                        CheckOptions.DEFAULT.withTimeout(Duration.ofSeconds(5)).withThreads(2)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void refusesARuleOfWhichAPartIsNotCompiled() throws IOException {
        product.rego("part", FOUND + "input.model.name\nundecided contains {\"message\": \"m\"} if input.model.name");
        Path bundle = folder.resolve("part.tar.gz");
        Opa.run(
                product.rules(),
                List.of("build", "-t", "wasm", "-e", "acme/test/part/violation", "-o", "../part.tar.gz", "."));
        assertThatThrownBy(() -> RuleSource.ofBundle(bundle))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("acme/test/part/undecided")
                .hasMessageContaining("-e");
    }

    @Test
    void refusesABundleWithoutRules() throws IOException {
        product.rego("part", "other := 1");
        Opa.run(
                product.rules(),
                List.of("build", "-t", "wasm", "-e", "acme/test/part/other", "-o", "../none.tar.gz", "."));
        assertThatThrownBy(() -> RuleSource.ofBundle(folder.resolve("none.tar.gz")))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("PUBLISHER/PRINCIPLE/NAME/violation");
    }

    @Test
    void takesAPackageAsAWhole() throws IOException {
        product.model("orders", "").rego("whole", FOUND + "input.model.name");
        Opa.run(product.rules(), List.of("build", "-t", "wasm", "-e", "acme/test/whole", "-o", "../whole.tar.gz", "."));
        Report report = product.check(RuleSource.ofBundle(folder.resolve("whole.tar.gz")));
        assertThat(Compiled.violations(report)).containsExactly("model.shop.orders: found");
    }

    @Test
    void readsMetadataBesideABundleWithoutSources() throws IOException {
        product.model("orders", "").rego("bare", FOUND + "input.model.name");
        Path unpacked = bare();
        assertThatThrownBy(() -> PolicyEngine.builder()
                        .addRules(RuleSource.ofBundle(unpacked))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("acme/test/bare")
                .hasMessageContaining("opa inspect");
        Files.writeString(
                folder.resolve("bare.annotations.json"),
                Opa.run(product.rules(), List.of("inspect", "--annotations", "--format", "json", ".")));
        Report report = product.check(RuleSource.ofBundle(unpacked));
        assertThat(Compiled.violations(report)).containsExactly("model.shop.orders: found");
    }

    /** An unpacked bundle without the sources that describe it. */
    private Path bare() throws IOException {
        Path bundle = product.build();
        Path unpacked = Files.createDirectories(folder.resolve("bare"));
        dev.bylaw.rego.Bundle read = dev.bylaw.rego.Bundle.ofArchive(bundle);
        for (String name : List.of("policy.wasm", ".manifest")) {
            Files.write(unpacked.resolve(name), read.file(name).orElseThrow());
        }
        return unpacked;
    }

    @Test
    void tellsAModuleThatCannotBeLoaded() throws IOException {
        product.model("orders", "").rego("bare", FOUND + "input.model.name");
        Path unpacked = bare();
        Files.writeString(
                folder.resolve("bare.annotations.json"),
                Opa.run(product.rules(), List.of("inspect", "--annotations", "--format", "json", ".")));
        Files.writeString(unpacked.resolve("policy.wasm"), "no module");
        Report report = product.check(RuleSource.ofBundle(unpacked));
        assertThat(Compiled.problems(report))
                .singleElement()
                .asString()
                .contains("acme/test/bare", "policy.wasm cannot be loaded");
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void refusesSignedAndUncompiledBundles() throws IOException {
        product.rego("plain", FOUND + "input.model.name");
        Opa.run(product.rules(), List.of("build", "-o", "../plain.tar.gz", "."));
        assertThatThrownBy(() -> RuleSource.ofBundle(folder.resolve("plain.tar.gz")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("opa build -t wasm");
        Opa.run(
                product.rules(),
                List.of(
                        "build",
                        "-b",
                        ".",
                        "--signing-key",
                        "secret",
                        "--signing-alg",
                        "HS256",
                        "-o",
                        "../signed.tar.gz"));
        assertThatThrownBy(() -> RuleSource.ofBundle(folder.resolve("signed.tar.gz")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("signed");
    }

    @Test
    void refusesTheSameRuleTwice() throws IOException {
        product.rego("twice", FOUND + "input.model.name");
        RuleSource bundle = RuleSource.ofBundle(product.build());
        assertThatThrownBy(() -> PolicyEngine.builder()
                        .addRules(bundle)
                        .addRules(RuleSource.ofFolder(product.rules()))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("acme/test/twice")
                .hasMessageContaining("load one of them");
    }
}
