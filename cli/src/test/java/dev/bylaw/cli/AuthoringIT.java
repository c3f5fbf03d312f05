package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an author from nothing to a rule that is published. */
class AuthoringIT {
    private static final String ID = "acme/secure/no-plan-types";
    private static final String PRODUCT =
            Jar.EXAMPLES.resolve("customer-data-product").toString();

    private static final String VIOLATION = """
            violation contains {"at": "", "message": message} if {
            	_is_output
            	some part in _parts(input.column.name)
            	part in {"plan", "tariff"}
            	message := sprintf("%s says what a customer pays for", [input.column.name])
            }

            _is_output if input.model.output.value

            # The words of a name in snake case.
            _parts(name) := parts if {
            	parts := {part |
            		some part in split(lower(name), "_")
            	}
            }
            """;

    @TempDir
    private Path folder;

    private String rules() {
        return folder.resolve("rules").toString();
    }

    private Path file(String name) {
        return folder.resolve("rules").resolve(ID).resolve(name);
    }

    private Jar.Result begin(String id) {
        return Jar.run("rules", "new", id, "--dir", rules(), "--subject", "column");
    }

    private void write() throws IOException {
        String rule = Files.readString(file("rule.rego"));
        Files.writeString(file("rule.rego"), rule.substring(0, rule.indexOf("# One violation")) + VIOLATION);
        String test = Files.readString(file("rule_test.rego"));
        Files.writeString(
                file("rule_test.rego"),
                test.replace("{\"name\": \"orders\"}", "{\"name\": \"orders\", \"output\": {\"value\": true}}")
                        .replace("\"wrong\"", "\"plan_type\"")
                        .replace("\"right\"", "\"plane\""));
    }

    private static String found(String policies) {
        Jar.Result result = Jar.run("check", PRODUCT, "--policies", policies, "--rule", "acme/*", "--format", "json");
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        return result.out();
    }

    @Test
    void explainsWhatARuleFound() {
        String[] check = {"check", PRODUCT, "--rule", "bylaw/secure/pii-columns-tagged", "--explain", "--format"};
        Jar.Result text =
                Jar.run(Stream.concat(Stream.of(check), Stream.of("text")).toArray(String[]::new));
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out())
                .contains(
                        "   = because bylaw/secure/pii-columns-tagged/rule.rego:",
                        "= because bylaw/lib/columns.rego:",
                        "input.column.name = \"email\" (models/marts/customer_profile.sql:30:5)");
        Jar.Result json =
                Jar.run(Stream.concat(Stream.of(check), Stream.of("json")).toArray(String[]::new));
        assertThat(json.out()).contains("\"explanation\"", "\"because\"");
    }

    @Test
    void leadsFromNothingToARule() throws IOException {
        Jar.Result begun = begin(ID);
        assertThat(begun.code()).as(begun.err()).isZero();
        assertThat(begun.out()).contains("wrote ", "rule.rego", "rule_test.rego", "page.md", "Next:", "bylaw test");
        assertThat(Jar.run("rego", "check", "--strict", "--strict-references", rules())
                        .code())
                .isZero();

        Jar.Result failing = Jar.run("test", rules());
        assertThat(failing.code()).isEqualTo(2);
        assertThat(failing.out())
                .contains("count(_found({\"name\": \"wrong\"})) == 1 does not hold")
                .contains("  count(_found({\"name\": \"wrong\"})) = 0")
                .contains("2 tests: 1 passed, 1 failed");

        write();
        Jar.Result passing = Jar.run("test", rules(), "--coverage");
        assertThat(passing.out()).contains("2 tests: 2 passed", "100.0 %  all");
        assertThat(passing.code()).isZero();

        String fromFolder = found(rules());
        assertThat(Reports.list(Reports.read(fromFolder), "violations"))
                .extracting(
                        violation -> Reports.text(violation, "rule") + " " + Reports.text(violation, "element", "name"))
                .containsExactly(ID + " plan_type");
        Path jar = folder.resolve("rules.jar");
        pack(jar);
        assertThat(found(jar.toString())).isEqualTo(fromFolder);
        assertThat(Jar.run("rules", "show", ID, "--page", "--policies", jar.toString())
                        .out())
                .contains("## Summary");
    }

    private void pack(Path jar) throws IOException {
        Path root = folder.resolve("rules");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> walk = Files.walk(root)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
    }

    @Test
    void neverOverwrites() throws IOException {
        begin(ID);
        write();
        String before = Files.readString(file("rule.rego"));
        Jar.Result again = begin(ID);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("rule.rego is there already; nothing was written");
        assertThat(Files.readString(file("rule.rego"))).isEqualTo(before);
    }

    @Test
    void keepsRulesOfTwoAuthorsWithOneNameApart() throws IOException {
        begin(ID);
        begin("globex/secure/no-plan-types");
        write();
        assertThat(Jar.run("rules", "list", "--policies", rules()).out()).contains(ID, "globex/secure/no-plan-types");
        assertThat(Jar.run("test", rules(), "--run", "data.acme").out()).contains("2 tests: 2 passed");
        assertThat(Reports.list(Reports.read(found(rules())), "violations")).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithAnId() {
        assertThat(begin("no-plan-types").err()).contains("'no-plan-types' is no id of a rule");
        assertThat(begin("workspace/secure/x").err()).contains("the publisher of a rule cannot be 'workspace'");
        assertThat(begin("bylaw/secure/pii-masked").err()).contains("there is a standard rule");
        assertThat(Jar.run("rules", "new", ID, "--dir", rules(), "--subject", "colum")
                        .err())
                .contains("unknown subject 'colum'", "did you mean column?");
    }

    @Test
    void tellsUnusableTestsFromFailedOnes() throws IOException {
        assertThat(Jar.run("test", rules()).code()).isEqualTo(1);
        assertThat(Jar.run("test", "--unknown").code()).isEqualTo(1);
        begin(ID);
        assertThat(Jar.run("test", rules(), "--run", "nothing").code()).isEqualTo(1);
        String rule = Files.readString(file("rule.rego"));
        Files.writeString(file("rule.rego"), rule.replace("severity: error", "severty: error"));
        Jar.Result slip = Jar.run("test", rules());
        assertThat(slip.code()).isEqualTo(1);
        assertThat(slip.err()).contains("rule.rego:5:5: unknown metadata key severty; did you mean severity?");
    }

    @Test
    void givesTheFailureAsJson() {
        begin(ID);
        Jar.Result result = Jar.run("test", rules(), "--format", "json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out())
                .contains("\"status\": \"failed\"", "\"text\": \"count(_found({\\\"name\\\": \\\"wrong\\\"}))\"")
                .contains("\"value\": 0");
    }
}
