package dev.bylaw.rego.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random modules are refused in the same lines and for the same reason as by {@code opa check}. Of references that lead
 * nowhere the line is not compared: OPA tells them at the place of another reference to the same rule.
 */
class CheckDifferentialTest {
    private static final int COUNT = Integer.getInteger("bylaw.types.count", 300);
    private static final String UNDEFINED = "undefined ref";
    private static final long SEED = Long.getLong("bylaw.types.seed", 1);

    @Test
    void refusesWhatOpaRefuses(@TempDir Path folder) throws IOException, InterruptedException {
        String opa = System.getProperty("bylaw.opa", "");
        Assumptions.assumeFalse(opa.isEmpty(), "the property bylaw.opa names no opa");
        Map<String, String> modules = new LinkedHashMap<>();
        for (int i = 0; i < COUNT; i++) {
            String text = new TypedModule("p" + i, SEED * 1_000_000 + i).text();
            modules.put("p" + i + ".rego", text);
            Files.writeString(folder.resolve("p" + i + ".rego"), text);
        }
        Map<String, Set<String>> theirs = theirs(opa, folder);
        while (theirs.values().stream().flatMap(Set::stream).anyMatch(CheckDifferentialTest::isEarlier)) {
            // Errors of an earlier stage hide those of types in all other files.
            for (Map.Entry<String, Set<String>> file : theirs.entrySet()) {
                if (file.getValue().stream().anyMatch(CheckDifferentialTest::isEarlier)) {
                    modules.remove(file.getKey());
                    Files.delete(folder.resolve(file.getKey()));
                }
            }
            theirs = theirs(opa, folder);
        }
        assertThat(modules).hasSizeGreaterThan(COUNT * 9 / 10);
        List<String> different = new ArrayList<>();
        int refused = 0;
        for (Map.Entry<String, String> module : modules.entrySet()) {
            Set<String> expected = theirs.getOrDefault(module.getKey(), new TreeSet<>());
            Set<String> found = ours(module.getKey(), module.getValue());
            refused += expected.isEmpty() ? 0 : 1;
            if (!found.equals(expected)) {
                different.add("opa: " + expected + "\nwe:  " + found + "\n" + module.getValue());
            }
        }
        different.stream().limit(10).forEach(System.out::println);
        System.out.println("types: " + COUNT + " modules, " + refused + " refused by opa, " + different.size()
                + " refused otherwise here");
        assertThat(different).isEmpty();
        assertThat(refused).isBetween(COUNT / 10, COUNT - COUNT / 10);
    }

    private static boolean isEarlier(String error) {
        return !error.equals(UNDEFINED) && !error.contains(" rego_type_error ");
    }

    private static Set<String> ours(String file, String text) {
        Set<String> found = new TreeSet<>();
        try {
            Policy.compile(List.of(RegoModule.parse(file, text)));
        } catch (RegoException e) {
            e.errors()
                    .forEach(error ->
                            found.add(kind(error.location().orElseThrow().row(), error.code(), error.message())));
        }
        return found;
    }

    /** What is compared of an error: its line and kind; OPA shows variables of its own in references. */
    private static String kind(Object row, String code, String message) {
        String kind = message.split(": ")[0].strip();
        return kind.equals(UNDEFINED) ? kind : row + " " + code + " " + kind;
    }

    private static Map<String, Set<String>> theirs(String opa, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        opa, "check", "--format", "json", "--max-errors", "1000000", folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Map<String, Set<String>> errors = new TreeMap<>();
        if (!output.startsWith("{")) {
            return errors;
        }
        ObjectValue report = (ObjectValue) Json.parse("opa", output);
        for (Value item : ((ArrayValue) report.get("errors")).items()) {
            ObjectValue error = (ObjectValue) item;
            // The result of a function that calls one with an error is unknown to OPA, which then counts a call of it
            // as
            // one with an argument too many.
            boolean follows = text(error, "message").endsWith("too many arguments");
            if (!follows && error.get("location") instanceof ObjectValue at) {
                String file = Path.of(text(at, "file")).getFileName().toString();
                errors.computeIfAbsent(file, name -> new TreeSet<>())
                        .add(kind(at.get("row"), text(error, "code"), text(error, "message")));
            }
        }
        return errors;
    }

    private static String text(ObjectValue object, String field) {
        return ((StringValue) object.get(field)).value();
    }
}
