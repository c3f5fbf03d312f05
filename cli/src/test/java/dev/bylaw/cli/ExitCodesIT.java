package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit codes of the packaged jar. */
class ExitCodesIT {
    private static final String FAILING =
            Jar.EXAMPLES.resolve("customer-data-product").toString();
    private static final String FIXED =
            Jar.EXAMPLES.resolve("customer-data-product-fixed").toString();

    @TempDir
    private Path folder;

    @Test
    void isZeroForAProductThatPasses() {
        assertThat(Jar.run("check", FIXED).code()).isZero();
    }

    @Test
    void isOneForAProductThatFails() {
        assertThat(Jar.run("check", FAILING).code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check --rul x | unknown option '--rul'; did you mean --rule?",
                "chek | unknown command 'chek'; did you mean check?",
                "check --rule bylaw/secure/pii-maskd | there is no rule bylaw/secure/pii-maskd; did you mean bylaw/secure/pii-masked?",
                "check --format jsn | unknown format 'jsn'; known are github, gitlab, json, junit, markdown, sarif, text; did you mean json?",
                "check --format text --format json | only one format can go to standard output",
                "check --fail-on never | --fail-on must be error or warning, or with --base new-error or new-warning, not 'never'",
                "check --fail-on new-error | --fail-on new-error needs --base, which tells what is new",
                "check --base main | --base main is not a folder, and it cannot be a git ref",
                "init no-such-folder | no-such-folder does not exist",
                "check --threads 0 | --threads must be at least 1, not 0",
                "check --env NOT_THERE_AT_ALL | there is no environment variable of this name",
                "check no-such-folder | no-such-folder does not exist",
                "check --policies no-such-folder | --policies no-such-folder does not exist",
                "check --authority no-such-file.yml | no-such-file.yml does not exist",
                "check --vars [1,2] | variables must be a YAML mapping",
                "inspect --only modls | there is no collection 'modls'",
                "inspect --only models --lineage | cannot be combined",
                "rules show bylaw/secure/nothing | there is no rule bylaw/secure/nothing",
                "rules | a command is missing: list, show or new",
                "rego eval | Missing required parameter: 'QUERY'",
            })
    void isTwoForWrongUsage(String arguments, String message) {
        Jar.Result result = Jar.runIn(folder, arguments.split(" "));
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(message).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void isTwoForWrongSettings() {
        new Product(folder)
                .file(
                        "bylaw.yml",
                        "name: shop\nlayer: domain\nrules:\n  bylaw/secure/pii-masked:\n    severty: info\n");
        Jar.Result result = Jar.runIn(folder, "check");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("bylaw.yml:5:5").contains("severity");
    }

    @Test
    void isTwoForARuleThatCannotBeLoaded() {
        new Product(folder).file("more/broken.rego", "package acme.secure.broken\n\nviolation contains x if y > 1\n");
        Jar.Result result = Jar.runIn(folder, "check", "--policies", "more");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("broken.rego:3").contains("unsafe");
    }

    @Test
    void isThreeForAFileThatCannotBeRead() {
        // Not UTF-8; with permissions a test that runs as root could not keep a file from being read.
        new Product(folder).bytes("models/customers.sql", new byte[] {'s', (byte) 0xff, (byte) 0xfe});
        Jar.Result result = Jar.runIn(folder, "check", "--rule", "bylaw/interoperable/contract-matches-model");
        assertThat(result.code()).as(result.out()).isEqualTo(3);
        assertThat(result.out()).contains("INCOMPLETE").contains("models/customers.sql");
    }

    @Test
    void isFourForAnEmptyFolder() {
        Jar.Result result = Jar.runIn(folder, "check");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out())
                .contains("nothing was checked", "there is no dbt project (dbt_project.yml) and no data contract here");
    }

    @Test
    void writesFilesBesideStandardOutput() throws IOException {
        new Product(folder);
        Jar.Result result = Jar.runIn(folder, "check", "--format", "text", "--format", "sarif=out/bylaw.sarif");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("FAILED:");
        assertThat(Files.readString(folder.resolve("out/bylaw.sarif")))
                .containsPattern("\"version\"\\s*:\\s*\"2.1.0\"");
    }

    @Test
    void printsHelpOfEveryCommand() {
        for (String command : List.of(
                "init",
                "check",
                "inspect",
                "rules",
                "rules list",
                "rules show",
                "rules new",
                "test",
                "rego",
                "rego eval",
                "rego test",
                "rego check",
                "rego bench")) {
            Jar.Result result = Jar.run((command + " --help").split(" "));
            assertThat(result.code()).isZero();
            assertThat(result.out()).startsWith("Usage: bylaw " + command);
            assertThat(result.out().lines()).as(command).allMatch(line -> line.length() <= 80);
            assertThat(result.err()).isEmpty();
        }
        assertThat(Jar.run("--version").out()).startsWith("bylaw ");
    }

    @Test
    void namesTheFileThatIsNoRuleModule() throws IOException {
        for (String name : new String[] {"junk.jar", "rule.rego"}) {
            Files.writeString(folder.resolve(name), "package a\n");
            Jar.Result result = Jar.runIn(folder, "rules", "list", "--policies", name);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--policies " + name + " is neither a folder of rules, a jar");
            assertThat(result.err().contains("give the folder that the file lies in"))
                    .isEqualTo(name.endsWith(".rego"));
        }
    }

    @Test
    void usesNoColorsWhereNobodyLooks() {
        Jar.Result result = Jar.run(Path.of("."), Map.of("NO_COLOR", ""), List.of(), List.of("check", FAILING));
        assertThat(result.out()).doesNotContain("\u001b");
        assertThat(result.err()).isEmpty();
    }
}
