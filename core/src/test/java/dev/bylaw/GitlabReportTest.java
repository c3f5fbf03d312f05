package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.SpecVersion;
import dev.bylaw.report.Report;
import dev.bylaw.report.RuleRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report that GitLab shows as code quality. */
class GitlabReportTest {
    private static JsonSchema schema() throws IOException {
        try (InputStream in = GitlabReportTest.class.getResourceAsStream("gitlab-code-quality.schema.json")) {
            return Reports.schema(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8), SpecVersion.VersionFlag.V202012);
        }
    }

    private static JsonNode read(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @ParameterizedTest
    @MethodSource("dev.bylaw.MachineReportsTest#hostile")
    void hasTheFieldsThatGitlabDemands(String text) throws IOException {
        for (String folder : new String[] {"", "products/shop"}) {
            String out = Reports.write(ReportWriters.gitlab(folder), Reports.saying(text));
            assertThat(Reports.faults(schema(), out)).isEmpty();
        }
        assertThat(Reports.faults(schema(), "[{\"description\": \"x\"}]")).isNotEmpty();
    }

    @Test
    void saysEachFindingWithItsPlaceInTheRepository() throws IOException {
        JsonNode all = read(Reports.write(ReportWriters.gitlab("products/shop"), Reports.saying("a b")));
        assertThat(all).hasSize(4);
        assertThat(all)
                .extracting(one -> one.at("/severity").asText())
                .containsExactly("blocker", "critical", "info", "info");
        assertThat(all.get(0).at("/check_name").asText()).isEqualTo("bylaw/problem/invalid-syntax");
        assertThat(all.get(1).toString())
                .isEqualTo("{\"description\":\"a b\",\"check_name\":\"acme/test/found\","
                        + "\"fingerprint\":\"0123456789abcdef0123456789abcdef\",\"severity\":\"critical\","
                        + "\"location\":{\"path\":\"products/shop/a b\",\"lines\":{\"begin\":1,\"end\":1}}}");
        assertThat(all.get(2).at("/location/path").asText()).isEqualTo("products/shop");
        assertThat(all.get(3).at("/description").asText()).isEqualTo("undecided: a b: a b");
    }

    @Test
    void givesEachFindingItsOwnFingerprint() throws IOException {
        Report twice = Reports.saying("a");
        JsonNode all = read(Reports.write(ReportWriters.gitlab(""), twice));
        assertThat(all).extracting(one -> one.at("/fingerprint").asText()).doesNotHaveDuplicates();
        assertThat(Reports.write(ReportWriters.gitlab(""), Reports.saying("a")))
                .isEqualTo(Reports.write(ReportWriters.gitlab(""), twice));
    }

    @Test
    void takesUndecidedElementsSeriouslyWhereTheyKeepTheRunFromPassing() throws IOException {
        Report said = Reports.saying("a");
        List<RuleRun> rules = said.rules();
        Report strict = Reports.report(List.of(), said.undecided(), List.of(), rules, true);
        assertThat(read(Reports.write(ReportWriters.gitlab(""), strict))
                        .at("/0/severity")
                        .asText())
                .isEqualTo("major");
        assertThat(Reports.write(
                        ReportWriters.gitlab(""), Reports.report(List.of(), List.of(), List.of(), rules, true)))
                .isEqualTo("[]\n");
    }

    @Test
    void demandsAFolderWithoutSlashesAroundIt() {
        for (String folder : new String[] {"/", "/a", "a/"}) {
            for (String format : List.of("github", "gitlab", "junit", "markdown")) {
                assertThatThrownBy(() -> ReportWriters.of(format, folder))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("begins and ends without '/', not " + folder);
            }
        }
    }
}
