package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code rego} commands beside the real {@code opa}: the same exit codes, and the same output apart from times. */
class RegoAsOpaTest {
    /** What differs from run to run, or says more here. */
    private static final Set<String> LEFT_OUT =
            Set.of("duration", "metrics", "total_time_ns", "message", "stack_trace", "details", "kinds");

    private static final String RULES = """
            package shop

            default allow := false

            allow if input.role == "admin"
            else := "maybe" if {
            	input.role == "guest"
            }

            prices contains price if {
            	some item in input.items
            	price := item.price
            }

            cheap(price) if price < limits.high

            cheap(price) if {
            	price < limits.low
            	startswith(input.role, "own")
            }

            limits := data.limits

            all_cheap if {
            	every price in prices {
            		cheap(price)
            		price != 7
            	}
            }

            report := sprintf("%d of %v", [
            	count(prices),
            	input.role,
            ])

            nested.deep[name] := 1 if some name in ["a", "b"]

            unused if {
            	glob.match("*.com", [], input.host)
            	input.items[_].name == "x"
            	count([x |
            		x := input.items[_]
            		x.price > 2
            	]) > 1
            }
            """;
    private static final String TESTS = """
            package shop_test

            import data.shop

            test_admin if shop.allow with input as {"role": "admin"}

            test_admin if shop.allow == "maybe" with input as {"role": "guest"}

            test_prices if {
            	print("prices", shop.prices)
            	shop.prices == {1, 2} with input.items as [{"price": 1}, {"price": 2}]
            }

            test_cheap[note] if {
            	some note, c in {"one": {"price": 1, "wanted": true}, "nine": {"price": 9, "wanted": false}}
            	result := c.price < 5
            	result == c.wanted
            }

            test_pairs[x][y] if {
            	some x in ["a", "b"]
            	some y in [1, 2]
            	x != y
            }

            todo_test_later if false
            """;
    private static final String FAILING = """
            package failing_test

            test_wrong if 1 + 1 == 3

            test_case[c.note] if {
            	some c in [{"note": "good", "n": 1}, {"note": "bad", "n": 2}]
            	c.n == 1
            }

            test_value := 7

            test_error if {
            	both
            }

            both := 1
            both := 2
            """;
    private static final String OLD = """
            package old

            deny[message] {
            	input.x == 1
            	message := "x"
            }

            test_deny {
            	deny["x"] with input as {"x": 1}
            }
            """;

    @TempDir
    private Path folder;

    private Path opa;

    @BeforeEach
    void write() throws IOException {
        Optional<Path> found = Rego.opa();
        assumeTrue(found.isPresent(), "no opa: give -Dbylaw.opa=FILE or put it on the path");
        opa = found.get();
        Path shop = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(shop.resolve("shop.rego"), RULES);
        Files.writeString(shop.resolve("shop_test.rego"), TESTS);
        Files.writeString(shop.resolve("data.yaml"), "limits:\n  low: 1\n  high: 5\n");
        Files.writeString(Files.createDirectories(folder.resolve("failing")).resolve("f_test.rego"), FAILING);
        Files.writeString(Files.createDirectories(folder.resolve("old")).resolve("old.rego"), OLD);
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("a.rego"), "package a\n\np if {\n\tx == 1\n}\n");
        Files.writeString(broken.resolve("b.rego"), "package b\n\nimport data.x\n\np if {\n\tcount(1)\n}\n");
        Files.writeString(
                folder.resolve("input.json"),
                "{\"role\": \"owner\", \"host\": \"a.com\", \"items\": [{\"price\": 3}, {\"price\": 4, \"name\": \"<b>\"}]}");
    }

    private List<String> arguments(String line) {
        return Arrays.stream(line.split(" +"))
                .map(word -> word.replace("DIR", folder.toString()).replace('~', ' '))
                .toList();
    }

    private void same(String line, boolean json) throws IOException, InterruptedException {
        List<String> arguments = arguments(line);
        Rego.Result expected = Rego.opa(opa, arguments);
        Rego.Result actual = Rego.run("", arguments);
        assertThat(actual.code())
                .as(line + "\n" + actual.out() + actual.err() + expected.out() + expected.err())
                .isEqualTo(expected.code());
        if (json) {
            boolean check = line.startsWith("check");
            Value wanted = comparable(Json.parse("opa", check ? expected.err() : expected.out()));
            Value given = comparable(Json.parse("bylaw", check ? actual.err() : actual.out()));
            assertThat(Json.writePretty(given)).as(line).isEqualTo(Json.writePretty(wanted));
        } else {
            assertThat(actual.out()).as(line).isEqualTo(expected.out());
        }
    }

    /** Without what is left out; tests in the order of their places, since opa runs them in any. */
    private static Value comparable(Value value) {
        if (value instanceof ObjectValue object) {
            ObjectValue.Builder builder = ObjectValue.builder();
            for (Value key : object.keys()) {
                if (!(key instanceof StringValue name && LEFT_OUT.contains(name.value()))) {
                    builder.put(key, comparable(object.get(key)));
                }
            }
            return builder.build();
        }
        if (value instanceof ArrayValue array) {
            List<Value> items = new ArrayList<>();
            array.items().forEach(item -> items.add(comparable(item)));
            boolean tests = items.stream()
                    .allMatch(item -> item instanceof ObjectValue object && object.get("package") != null);
            if (tests) {
                items.sort((a, b) -> Json.write(a).compareTo(Json.write(b)));
            }
            return ArrayValue.of(items.toArray(new Value[0]));
        }
        return value;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval 1+1",
                "eval -d DIR/shop -i DIR/input.json data.shop",
                "eval -d DIR/shop -i DIR/input.json data.shop.prices[x];y~:=~x+1",
                "eval -d DIR/shop -i DIR/input.json data.shop.none",
                "eval --fail data.none",
                "eval --fail-defined 1",
                "eval x~=~[1,\"<a>&\"];1==2;x[i]~=~z",
                "eval -d DIR/broken data",
                "eval -d DIR/nowhere data",
                "eval 1/0",
                "eval --strict-builtin-errors 1/0",
                "eval x~}",
                "eval -f discard -d DIR/shop -i DIR/input.json data.shop.report",
                "eval -d a.b:DIR/input.json data.a",
                "eval -d DIR/shop --package shop -i DIR/input.json prices",
                "eval -d DIR/shop --import data.shop -i DIR/input.json shop.report",
                "eval --v0-compatible -d DIR/old data.old.deny",
                "eval -d DIR/shop --ignore shop* data.limits",
                "eval -b DIR/shop -i DIR/input.json data.shop.limits",
                "test --format json DIR/shop",
                "test --format json DIR/failing",
                "test --format json -z DIR/shop",
                "test --format json -r admin#01 DIR/shop",
                "test --format json -r nothing DIR/shop",
                "test --format json --v0-compatible DIR/old",
                "check --format json DIR/broken/a.rego",
                "check --format json DIR/broken",
            })
    void givesTheSameJson(String line) throws IOException, InterruptedException {
        same(line, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval -f raw -d DIR/shop -i DIR/input.json data.shop.report",
                "eval -f raw 1;\"a\";{\"b\":2}",
                "eval -f values 1;\"a\"",
                "eval -f bindings x~=~1;y~=~[2,3][_]",
                "eval -f pretty 1+1",
                "eval -f pretty data.none",
                "eval -f pretty 1;2",
                "eval -f pretty x~=~1;y~=~[2,\"long~text\"][_]",
                "eval -f pretty true;1==1",
                "eval -f pretty -d DIR/shop -i DIR/input.json data.shop",
                "check DIR/shop",
                "check -S DIR/shop",
            })
    void givesTheSameText(String line) throws IOException, InterruptedException {
        same(line, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test --threshold 100 DIR/shop",
                "test --threshold 1 DIR/shop",
                "test --coverage DIR/failing",
                "test DIR/broken",
                "test DIR/nowhere",
                "test --fail-on-empty -r nothing DIR/shop",
                "check DIR/nowhere",
                "check -S DIR/broken/b.rego",
                "check DIR/old",
                "check --v0-compatible DIR/old",
            })
    void endsWithTheSameCode(String line) throws IOException, InterruptedException {
        List<String> arguments = arguments(line);
        Rego.Result actual = Rego.run("", arguments);
        assertThat(actual.code())
                .as(line + "\n" + actual.out() + actual.err())
                .isEqualTo(Rego.opa(opa, arguments).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test --coverage DIR/shop",
                "eval --coverage -d DIR/shop -i DIR/input.json data.shop",
                "eval --coverage -d DIR/shop data.shop.unused",
            })
    void coversTheSameLines(String line) throws IOException, InterruptedException {
        List<String> arguments = arguments(line);
        Rego.Result expected = Rego.opa(opa, arguments);
        Rego.Result actual = Rego.run("", arguments);
        assertThat(actual.code()).as(actual.err()).isEqualTo(expected.code());
        assertThat(lines(actual.out())).as(line).isEqualTo(lines(expected.out()));
    }

    @Test
    void coversTheSameLinesOfTheStandardRules() throws IOException, InterruptedException {
        Path policies = Path.of("../policies").toAbsolutePath().normalize();
        List<String> arguments = List.of(
                "test",
                "--coverage",
                "--format",
                "json",
                policies.resolve("src/main/resources").toString(),
                policies.resolve("src/test/rego").toString());
        assertThat(lines(Rego.run("", arguments).out()))
                .isEqualTo(lines(Rego.opa(opa, arguments).out()));
    }

    /**
     * Public suites: the property {@code bylaw.suites} names a file with the arguments of a run of {@code opa test} on
     * each line; paths in them are relative to its folder.
     */
    @Test
    void runsPublicSuitesAsOpa() throws IOException, InterruptedException {
        String property = System.getProperty("bylaw.suites", "");
        assumeTrue(!property.isEmpty(), "the property bylaw.suites names no list of suites");
        Path list = Path.of(property).toAbsolutePath();
        for (String line : Files.readAllLines(list)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> arguments = new ArrayList<>(List.of("test", "--format", "json"));
            for (String word : line.split(" +")) {
                Path path = list.resolveSibling(word);
                arguments.add(!word.startsWith("-") && Files.exists(path) ? path.toString() : word);
            }
            Rego.Result expected = Rego.opa(opa, arguments);
            Rego.Result actual = Rego.run("", arguments);
            assertThat(tests(actual.out())).as(line + "\n" + actual.err()).isEqualTo(tests(expected.out()));
        }
    }

    /** Each test with how it ended. The number of tests with one name is left out: opa numbers modules in any order. */
    private static Map<String, String> tests(String json) {
        Map<String, String> tests = new TreeMap<>();
        for (Value each : ((ArrayValue) Json.parse("tests", json)).items()) {
            ObjectValue test = (ObjectValue) each;
            ObjectValue at = (ObjectValue) test.get("location");
            String status = test.get("fail") != null
                    ? "fail"
                    : test.get("error") != null ? "error" : test.get("skip") != null ? "skip" : "pass";
            String name = String.valueOf(test.get("name")).replaceAll("#\\d+", "");
            tests.merge(at + " " + name, status + " " + test.get("sub_results"), (a, b) -> a + ", " + b);
        }
        return tests;
    }

    private static Map<String, Set<String>> lines(String json) {
        ObjectValue report = (ObjectValue) Json.parse("coverage", json);
        if (report.get("coverage") instanceof ObjectValue inner) {
            report = inner;
        }
        Map<String, Set<String>> lines = new TreeMap<>();
        ObjectValue files = (ObjectValue) report.get("files");
        for (Value file : files.keys()) {
            for (String side : List.of("covered", "not_covered")) {
                Set<String> rows = new TreeSet<>();
                if (((ObjectValue) files.get(file)).get(side) instanceof ArrayValue ranges) {
                    for (Value range : ranges.items()) {
                        int end = row(range, "end");
                        for (int row = row(range, "start"); row <= end; row++) {
                            rows.add(String.valueOf(row));
                        }
                    }
                }
                // Of absolute names, opa drops the slash at the beginning now and then.
                String name = String.valueOf(file).replaceFirst("^\"/", "\"");
                lines.computeIfAbsent(name + " " + side, key -> new TreeSet<>()).addAll(rows);
            }
        }
        return lines;
    }

    private static int row(Value range, String end) {
        ObjectValue place = (ObjectValue) ((ObjectValue) range).get(end);
        return Integer.parseInt(place.get("row").toString());
    }
}
