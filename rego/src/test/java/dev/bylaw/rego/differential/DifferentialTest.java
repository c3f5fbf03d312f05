package dev.bylaw.rego.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated programs give what {@code opa eval} gives, and are refused where it refuses them, with the same code. The
 * property {@code bylaw.differential} says how many, {@code bylaw.differential.seed} where to begin.
 */
class DifferentialTest {
    private static final int BATCH = 200;
    private static final Pattern TEMPLATE_IN_BRACKETS = Pattern.compile("[a-z0-9]\\[[^\\n]*\\$\"");

    @TempDir
    private Path folder;

    private int valued;
    private int refused;
    private int hung;
    private int explained;

    @Test
    void givesWhatOpaGives() throws IOException, InterruptedException {
        Optional<Opa> opa = Opa.find(folder);
        Assumptions.assumeTrue(opa.isPresent(), "no opa: the property bylaw.opa names none, and none is on the path");
        int programs = Integer.getInteger("bylaw.differential", 2 * BATCH);
        long seed = Long.getLong("bylaw.differential.seed", System.nanoTime());
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < programs && differences.size() < 50; i += BATCH) {
            batch(opa.get(), seed + i, differences);
            if (programs > 2 * BATCH) {
                System.out.println("compared " + (i + BATCH) + ", differences " + differences.size() + ", refused "
                        + refused + ", unfinished in opa " + hung
                        + ", explained " + explained);
            }
        }
        assertThat(differences)
                .as("seed %d, %d values, %d refused", seed, valued, refused)
                .isEmpty();
        assertThat(explained).isLessThanOrEqualTo(programs / 50);
        assertThat(valued).isGreaterThan(programs / 3);
    }

    private void batch(Opa opa, long seed, List<String> differences) throws IOException, InterruptedException {
        Random random = new Random(seed);
        String input = Documents.input(random);
        String data = Documents.data(random);
        Map<String, String> modules = new LinkedHashMap<>();
        for (int i = 0; i < BATCH; i++) {
            modules.put("p" + i, ProgramGenerator.module("b.p" + i, new Random(seed + i)));
        }
        Map<String, String> outcomes = new LinkedHashMap<>();
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (Map.Entry<String, String> module : modules.entrySet()) {
            String ours = ours(module.getKey(), module.getValue(), input, data);
            outcomes.put(module.getKey(), ours);
            // Asked together if they are likely to end in the same way, opa has to be started less often.
            String group = ours.startsWith("error rego") ? "refused" : ours.startsWith("error") ? "failing" : "valued";
            groups.computeIfAbsent(group, key -> new LinkedHashMap<>()).put(module.getKey(), module.getValue());
        }
        Map<String, String> theirs = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, String>> group : groups.entrySet()) {
            theirs.putAll(opa.ask(group.getValue(), input, data, group.getKey().equals("refused")));
        }
        for (Map.Entry<String, String> module : modules.entrySet()) {
            String ours = outcomes.get(module.getKey());
            String expected = theirs.get(module.getKey());
            if (expected.equals(Opa.HANGS)) {
                hung++;
                System.out.println("opa does not finish " + module.getValue());
                continue;
            }
            boolean error = ours.startsWith("error ") || expected.startsWith("error ");
            refused += error ? 1 : 0;
            valued += error ? 0 : 1;
            if (!isSame(ours, expected) && isExplained(module.getValue(), ours, expected)) {
                explained++;
            } else if (!isSame(ours, expected)) {
                String reduced = reduced(opa, module.getKey(), module.getValue(), input, data);
                String shown = "seed " + seed + " " + module.getKey() + "\n" + reduced + "\ninput: " + input
                        + "\ndata: " + data
                        + "\nhere: " + ours(module.getKey(), reduced, input, data) + messages(reduced) + "\nopa:  "
                        + opa.ask(Map.of(module.getKey(), reduced), input, data, false)
                                .get(module.getKey());
                differences.add(shown);
                System.out.println("DIFFERENCE " + shown);
            }
        }
    }

    private static boolean isSame(String ours, String theirs) {
        if (theirs.equals(Opa.HANGS)) {
            return true;
        }
        return ours.startsWith("error ") || theirs.startsWith("error ")
                ? sharesCode(ours, theirs)
                : ours.equals(Json.write(Json.parse("opa", theirs)));
    }

    /**
     * Whether a difference is one of those that are known: opa refuses template strings between the brackets of a reference
     * that read something, without a place, and goes through a set or object that is written out with computed members in
     * the order of the source.
     */
    private static boolean isExplained(String module, String ours, String theirs) {
        if (theirs.equals("error rego_unsafe_var_error")) {
            return TEMPLATE_IN_BRACKETS.matcher(module).find();
        }
        return !ours.startsWith("error ")
                && !theirs.startsWith("error ")
                && sorted(Json.parse("here", ours)).equals(sorted(Json.parse("opa", theirs)));
    }

    /** The same value with all arrays in order. */
    private static Value sorted(Value value) {
        if (value instanceof ArrayValue array) {
            return ArrayValue.of(array.items().stream()
                    .map(DifferentialTest::sorted)
                    .sorted()
                    .toList());
        }
        if (value instanceof ObjectValue object) {
            ObjectValue.Builder out = ObjectValue.builder();
            object.keys().forEach(key -> out.put(key, sorted(object.get(key))));
            return out.build();
        }
        return value;
    }

    /** The program with as few rules and statements as still make a difference. */
    private static String reduced(Opa opa, String name, String module, String input, String data)
            throws IOException, InterruptedException {
        String text = module;
        for (String separator : List.of("\n\n", "\n")) {
            List<String> parts = new ArrayList<>(List.of(text.split(separator)));
            for (int i = parts.size() - 1; i > 0; i--) {
                List<String> fewer = new ArrayList<>(parts);
                fewer.remove(i);
                String candidate = String.join(separator, fewer) + "\n";
                String ours = ours(name, candidate, input, data);
                if (!ours.contains("rego_parse_error")
                        && !ours.contains("rego_unsafe_var_error")
                        && !isSame(
                                ours,
                                opa.ask(Map.of(name, candidate), input, data, false)
                                        .get(name))) {
                    parts = fewer;
                }
            }
            text = String.join(separator, parts) + "\n";
        }
        return text;
    }

    private static String messages(String module) {
        try {
            Policy.compile(List.of(RegoModule.parse("m.rego", module)));
            return "";
        } catch (RegoException e) {
            return " " + e.getMessage();
        }
    }

    /** Whether both refuse, and for one reason at least; which errors are found besides depends on the order of stages. */
    private static boolean sharesCode(String ours, String theirs) {
        if (!ours.startsWith("error ") || !theirs.startsWith("error ")) {
            return false;
        }
        List<String> codes = List.of(theirs.split(" "));
        for (String code : ours.substring("error ".length()).split(" ")) {
            if (codes.contains(code)) {
                return true;
            }
        }
        return false;
    }

    static String ours(String name, String module, String input, String data) {
        try {
            Policy policy = Policy.compile(List.of(RegoModule.parse(name + ".rego", module)));
            Value given = Json.parse("input.json", input);
            QueryResult result = policy.prepare("x = data.b." + name)
                    .evaluate(given, (ObjectValue) Json.parse("data.json", data), EvaluationOptions.DEFAULT);
            Value value = result.solutions().isEmpty()
                    ? ObjectValue.EMPTY
                    : result.solutions().get(0).bindings().get("x");
            return Json.write(Json.parse("here", Json.write(value)));
        } catch (RegoException e) {
            return "error "
                    + e.errors().stream().map(RegoError::code).collect(Collectors.toCollection(TreeSet::new)).stream()
                            .collect(Collectors.joining(" "));
        }
    }
}
