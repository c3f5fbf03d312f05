package dev.bylaw.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductCheckTest {
    private static final String PROJECT = "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n";
    private static final ProductCheck CHECK = new ProductCheck();

    private static List<String> rules(String json) {
        Value report = Json.parse("report.json", json.getBytes(StandardCharsets.UTF_8));
        List<String> rules = new ArrayList<>();
        for (Value violation : ((ArrayValue) ((ObjectValue) report).get("violations")).items()) {
            rules.add(((StringValue) ((ObjectValue) violation).get("rule")).value());
        }
        return rules;
    }

    @Test
    void printsWhatIsWrong() throws IOException {
        Map<String, String> files =
                Map.of("dbt_project.yml", PROJECT, "models/customers.sql", "select 'a@example.org' as email");
        StringBuilder out = new StringBuilder();
        assertThat(CHECK.check(files, out)).isEqualTo(Verdict.FAILED);
        assertThat(rules(out.toString())).contains("bylaw/secure/pii-columns-tagged");
        StringBuilder again = new StringBuilder();
        CHECK.check(files, again);
        assertThat(again).hasToString(out.toString());
    }

    @Test
    void saysThatAPartCouldNotBeRead() throws IOException {
        StringBuilder out = new StringBuilder();
        Verdict verdict = CHECK.check(Map.of("dbt_project.yml", PROJECT, "models/broken.yml", "models: ["), out);
        assertThat(verdict).isEqualTo(Verdict.INCOMPLETE);
        assertThat(out).contains("invalid-syntax", "models/broken.yml");
    }
}
