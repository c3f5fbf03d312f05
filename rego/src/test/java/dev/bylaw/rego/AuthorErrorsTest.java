package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The errors that authors make most, from {@code author-errors.txt}: each has OPA's code, a place, OPA's words and a
 * suggestion. The list holds those of OPA's pages about errors, and slips that come with other languages.
 */
class AuthorErrorsTest {
    private static final String STRICT = "with strict checks";

    /** Where we have another word than OPA for the same mistake. */
    private static final Set<String> OTHERWISE = Set.of(
            "else without if",
            "comparison as a rule",
            "multiple defaults",
            "name missing behind a dot",
            "dot space",
            "semicolon at end");

    /** An error: its name, the module, and what is expected. */
    record Slip(String name, String module, String code, String place, String message, String suggestion) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Slip> slips() throws IOException {
        List<Slip> slips = new ArrayList<>();
        try (InputStream stream = AuthorErrorsTest.class.getResourceAsStream("/author-errors.txt")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : text.split("(?m)^=== ")) {
                if (!part.isBlank()) {
                    slips.add(slip(part));
                }
            }
        }
        return slips;
    }

    private static Slip slip(String part) {
        int name = part.indexOf('\n');
        int expected = part.indexOf("\n--- ");
        String[] lines = part.substring(expected + "\n--- ".length()).split("\n");
        String[] head = lines[0].split(" ");
        return new Slip(
                part.substring(0, name),
                part.substring(Math.min(name + 1, expected + 1), expected + 1),
                head[0],
                head[1],
                lines[1],
                lines[2]);
    }

    @Test
    void listsManyErrors() throws IOException {
        assertThat(slips()).hasSizeGreaterThanOrEqualTo(80);
    }

    @ParameterizedTest
    @MethodSource("slips")
    void saysWhatIsWrongWhereAndWhatToDo(Slip slip) {
        RegoError error = error(slip);
        RegoLocation at = error.location().orElseThrow();
        assertThat(List.of(
                        error.code(),
                        at.row() + ":" + at.column(),
                        error.message(),
                        error.suggestion().orElse("")))
                .isEqualTo(List.of(slip.code(), slip.place(), slip.message(), slip.suggestion()));
    }

    private static RegoError error(Slip slip) {
        try {
            Policy policy = Policy.compile(
                    List.of(RegoModule.parse("p.rego", slip.module())),
                    Policy.Options.DEFAULT.withStrict(slip.name().endsWith(STRICT)));
            policy.prepare("data.p.a")
                    .evaluate(Json.parse("input.json", "{\"x\": true}"), ObjectValue.EMPTY, EvaluationOptions.DEFAULT);
        } catch (RegoException e) {
            return e.errors().get(0);
        }
        throw new AssertionError("no error: " + slip.name());
    }

    /** Our message holds the first words of OPA's, with OPA's code. */
    @Test
    void hasTheCodesAndWordsOfOpa(@TempDir Path folder) throws IOException, InterruptedException {
        String opa = System.getProperty("bylaw.opa", "");
        Assumptions.assumeFalse(opa.isEmpty(), "the property bylaw.opa names no opa");
        List<String> different = new ArrayList<>();
        int asked = 0;
        for (Slip slip : slips()) {
            if (slip.code().startsWith("eval")) {
                continue;
            }
            Path file = folder.resolve("p.rego");
            Files.writeString(file, slip.module());
            Optional<ObjectValue> theirs = firstError(opa, file, slip.name().endsWith(STRICT));
            asked++;
            String message = theirs.map(error -> text(error, "message")).orElse("no error");
            String code = theirs.map(error -> text(error, "code")).orElse("");
            String words = message.split("[:,(\\n]")[0].strip();
            if (!code.equals(slip.code()) || !slip.message().contains(words)) {
                different.add(slip.name() + ": opa says " + code + " " + message + ", we " + slip.code() + " "
                        + slip.message());
            }
        }
        different.removeIf(line -> OTHERWISE.contains(line.substring(0, line.indexOf(": "))));
        assertThat(different).isEmpty();
        assertThat(asked).isGreaterThan(80);
    }

    private static String text(ObjectValue error, String field) {
        return error.get(field) instanceof StringValue value ? value.value() : "";
    }

    private static Optional<ObjectValue> firstError(String opa, Path file, boolean strict)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(opa, "check", "--format", "json", file.toString()));
        if (strict) {
            command.add("--strict");
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        if (!output.startsWith("{")) {
            return Optional.empty();
        }
        ObjectValue report = (ObjectValue) Json.parse("opa", output);
        return report.get("errors") instanceof ArrayValue errors && errors.size() > 0
                ? Optional.of((ObjectValue) errors.get(0))
                : Optional.empty();
    }
}
