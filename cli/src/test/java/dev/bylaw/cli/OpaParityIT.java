package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Value;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every standard rule under the real {@code opa eval}, on what {@code inspect --rule} prints. Where nothing is unknown both
 * give the same violations; else Bylaw's are among OPA's, and each further one of OPA's is undecided here.
 */
class OpaParityIT {
    private static final Path POLICIES =
            Path.of("../policies/src/main/resources").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private static Stream<Arguments> cases() {
        List<Path> products = new ArrayList<>(List.of(
                Jar.EXAMPLES.resolve("customer-data-product"), Jar.EXAMPLES.resolve("customer-data-product-fixed")));
        String real = System.getProperty("bylaw.projects");
        if (real != null && Files.isDirectory(Path.of(real, "jaffle-shop"))) {
            products.add(Path.of(real, "jaffle-shop"));
        }
        List<String> rules = Reports.list(
                        Reports.read("{\"rules\": "
                                + Jar.run("rules", "list", "--format", "json").out() + "}"),
                        "rules")
                .stream()
                .map(rule -> Reports.text(rule, "id"))
                .toList();
        return products.stream().flatMap(product -> rules.stream().map(rule -> Arguments.of(product, rule)));
    }

    private static Optional<Path> opa() {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(directory, "opa");
            if (Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("cases")
    void agreesWithOpa(Path product, String rule) throws IOException, InterruptedException {
        Optional<Path> opa = opa();
        assumeTrue(opa.isPresent(), "opa is not on the path");
        List<String> big = List.of("-Xmx2g");
        Jar.Result inspected =
                Jar.run(Path.of("."), Map.of(), big, List.of("inspect", product.toString(), "--rule", rule));
        ObjectValue document = Reports.read(inspected.out());
        Path data = folder.resolve("data.json");
        ObjectValue.Builder all = ObjectValue.builder();
        ObjectValue given = (ObjectValue) document.get("data");
        given.keys().forEach(key -> all.put(key, given.get(key)));
        Files.writeString(
                data, Json.write(all.put("inputs", document.get("inputs")).build()));
        // Not as a comprehension: in one, opa 1.22 finds nothing for a rule that reads a replaced input.
        String query = "some i; found := data." + rule.replace('/', '.').replace('-', '_')
                + ".violation with input as data.inputs[i].input; element := data.inputs[i].element";
        Set<String> expected = pairs(evaluate(opa.get(), query, data));

        Jar.Result checked = Jar.run(
                Path.of("."), Map.of(), big, List.of("check", product.toString(), "--format", "json", "--rule", rule));
        ObjectValue report = Reports.read(checked.out());
        Set<String> found = new TreeSet<>();
        for (ObjectValue violation : Reports.list(report, "violations")) {
            found.add(Reports.text(violation, "element", "id") + ": " + Reports.text(violation, "message"));
        }
        Set<String> undecided = new TreeSet<>();
        for (ObjectValue each : Reports.list(report, "undecided")) {
            undecided.add(Reports.text(each, "element", "id"));
        }
        assertThat(expected).as("what Bylaw reports is reported by OPA").containsAll(found);
        expected.removeAll(found);
        assertThat(expected)
                .as("what only OPA reports is undecided")
                .allSatisfy(text -> assertThat(undecided).contains(text.substring(0, text.indexOf(": "))));
    }

    private Value evaluate(Path opa, String query, Path data) throws IOException, InterruptedException {
        Path out = folder.resolve("out.json");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        opa.toString(),
                        "eval",
                        "--format",
                        "json",
                        "-d",
                        POLICIES.toString(),
                        "-d",
                        data.toString(),
                        query)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("opa hangs");
        }
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text + Files.readString(err)).isZero();
        return Json.parse("opa", text);
    }

    private static Set<String> pairs(Value value) {
        Set<String> pairs = new TreeSet<>();
        ObjectValue answer = (ObjectValue) value;
        if (answer.get("result") == null) {
            return pairs;
        }
        for (ObjectValue solution : Reports.list(answer, "result")) {
            ObjectValue bindings = (ObjectValue) solution.get("bindings");
            for (ObjectValue found : Reports.list(bindings, "found")) {
                pairs.add(Reports.text(bindings, "element") + ": " + Reports.text(found, "message"));
            }
        }
        return pairs;
    }
}
