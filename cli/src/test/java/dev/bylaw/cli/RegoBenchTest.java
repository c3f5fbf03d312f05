package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.Json;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bylaw rego bench}: what it prints, not how fast it is. */
class RegoBenchTest {
    private static final String QUERY = "data.p.big";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("p.rego"), "package p\n\nbig contains x if {\n\tsome x in input.xs\n\tx > 1\n}\n");
        Files.writeString(folder.resolve("input.json"), "{\"xs\": [1, 2, 3]}");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("rego", "bench", "--warmup", "0", "--time", "0"));
        all.addAll(List.of("-d", folder.resolve("p.rego").toString()));
        all.addAll(List.of(arguments));
        Console console = new Console(
                new PrintWriter(out), new PrintWriter(err), new ByteArrayInputStream(new byte[0]), Map.of(), false);
        int code = Main.commandLine(console).execute(all.toArray(new String[0]));
        console.flush();
        return code;
    }

    private String input() {
        return folder.resolve("input.json").toString();
    }

    private static long number(ObjectValue object, String key) {
        return ((NumberValue) object.get(key)).longValue();
    }

    @Test
    void printsJsonAsGoDoes() {
        assertThat(run("-i", input(), "--format", "json", QUERY)).isZero();
        ObjectValue result = (ObjectValue) Json.parse("out", out.toString());
        assertThat(number(result, "N")).isEqualTo(1);
        assertThat(number(result, "T")).isPositive();
        ObjectValue extra = (ObjectValue) result.get("Extra");
        assertThat(number(extra, "histogram_timer_rego_query_eval_ns_count")).isEqualTo(1);
        assertThat(number(extra, "histogram_timer_rego_query_eval_ns_99.9%"))
                .isEqualTo(number(extra, "histogram_timer_rego_query_eval_ns_max"));
    }

    @Test
    void measuresAsOftenAsWanted() {
        assertThat(run("-i", input(), "--count", "3", "--format", "gobench", QUERY))
                .isZero();
        assertThat(out.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.matches("BenchmarkBylawEval\t +1\t.* ns/op.*"));
    }

    @Test
    void measuresThreadsAndBytes() {
        assertThat(run("-i", input(), "--threads", "2", "--bytes", QUERY)).isZero();
        assertThat(out.toString()).contains("│ ns/op").containsPattern("samples +│ +2 ");
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThat(run("data.p.nothing")).isEqualTo(1);
        assertThat(err.toString()).contains("the result is undefined");
        assertThat(run("--format", "jsn", QUERY)).isEqualTo(2);
        assertThat(err.toString()).contains("unknown format 'jsn'").contains("json");
        assertThat(run("--bytes", QUERY)).isEqualTo(2);
        assertThat(run("--threads", "0", QUERY)).isEqualTo(2);
        assertThat(run("--time", "-1", QUERY)).isEqualTo(2);
        assertThat(run("data.p.(")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("defect");
    }

    @Test
    void endsWithTheErrorOfAThread() throws IOException {
        Files.writeString(folder.resolve("p.rego"), "package p\n\nbig := 1\n\nbig := x if x := input.xs[1]\n");
        assertThat(run("-i", input(), "--threads", "2", QUERY)).isEqualTo(2);
        assertThat(err.toString()).contains("eval_conflict_error").doesNotContain("defect");
    }
}
