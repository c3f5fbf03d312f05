package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names do nothing, and secrets appear nowhere. */
class SafetyIT {
    private static final String SECRET = "tr0ub4dor-and-3";

    @TempDir
    private Path folder;

    private void hostile() {
        new Product(folder).file("models/orders.yml", """
                        models:
                          - name: orders
                            columns:
                              - name: "\\e[31mred\\e]0;title\\a"
                              - name: "::error file=a.sql::pwned"
                              - name: "##vso[task.complete result=Succeeded;]"
                              - name: "<script>alert(1)</script>"
                              - name: "[click](javascript:alert(1))"
                              - name: "line\\nbreak\\r\\n::set-output name=x::y"
                              - name: "\\u202Eevil"
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif", "gitlab", "junit", "github", "markdown"})
    void namesDoNothingInAnyFormat(String format) {
        hostile();
        Jar.Result result = Jar.runIn(folder, "check", "--format", format);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                // GitHub shows ten errors, and these columns come later.
                .contains(format.equals("github") ? "orders" : "pwned")
                .doesNotContain("\u001b")
                .doesNotContain("\u0007")
                .doesNotContain("\u202e");
        // GitHub's format consists of commands; which they are is tested where it is written.
        assertThat(result.out().lines())
                .noneMatch(line -> line.strip().startsWith("::")
                        && !(format.equals("github") && line.matches("::(error|warning|notice) .*")));
        assertThat(result.out().lines()).noneMatch(line -> line.strip().matches("##(\\[|vso|teamcity).*"));
        if (!List.of("text", "github", "markdown").contains(format)) {
            // JSON and XML end up in web pages; a terminal and an annotation know no markup, a code span keeps it as
            // text.
            assertThat(result.out()).doesNotContain("<script>");
        }
        if (format.equals("sarif")) {
            // In a message of SARIF, brackets that are not escaped make a link (2.1.0, section 3.11.6).
            assertThat(result.out().lines().filter(line -> line.contains("\"text\"")))
                    .isNotEmpty()
                    .noneMatch(line -> line.matches(".*[^\\\\]\\]\\(javascript:.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif", "gitlab", "junit", "github", "markdown"})
    void aSecretAppearsInNoReport(String format) {
        secret();
        for (List<String> environment : List.of(List.<String>of(), List.of("--env", "SECRET"))) {
            List<String> arguments = new java.util.ArrayList<>(List.of("check", "--format", format, "--profile"));
            arguments.addAll(environment);
            Jar.Result result = Jar.run(folder, Map.of("SECRET", SECRET), List.of(), arguments);
            assertThat(result.code()).as(result.err()).isEqualTo(1);
            assertThat(result.out() + result.err()).doesNotContain(SECRET);
        }
    }

    @Test
    void aSecretAppearsInNoDocument() {
        secret();
        for (List<String> more :
                List.of(List.<String>of(), List.of("--rule", "bylaw/discoverable/required-metadata"))) {
            List<String> arguments = new java.util.ArrayList<>(List.of("inspect", "--env", "SECRET"));
            arguments.addAll(more);
            Jar.Result result = Jar.run(folder, Map.of("SECRET", SECRET), List.of(), arguments);
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out() + result.err()).contains("orders").doesNotContain(SECRET);
        }
    }

    private void secret() {
        new Product(folder).file("models/orders.yml", """
                        models:
                          - name: orders
                            description: "see {{ env_var('SECRET') }}"
                            config:
                              meta:
                                owner: "{{ env_var('SECRET') }}"
                                "{{ env_var('SECRET') }}": x
                              grants:
                                select: ["{{ env_var('SECRET') }}"]
                        """);
    }
}
