package dev.bylaw.rego.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.RegoVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * OPA's own conformance cases, from the folder that the system property {@code bylaw.opa.conformance} names.
 *
 * <p>A case may be listed when it calls a builtin that is refused. The list cannot hide anything else: the case has to
 * end with the error that refuses that builtin. A case that gives another result than the wanted one fails always, and
 * so does a line of the list that is not needed.
 */
class ConformanceTest {
    private static final String EXCEPTIONS = "/conformance-exceptions.txt";
    private static final Pattern REFUSAL = Pattern.compile("undefined function ([a-z0-9_.]+)(?=;|\\s|$)");
    private static final Pattern REFUSED_BUILTIN = Pattern.compile("([a-z0-9_.]+) is refused: \\S.*");

    private record Refusal(String note, String builtin) {}

    @Test
    void passesEveryCaseThatIsNotListedWithAReason() throws IOException {
        Path folder = Path.of(System.getProperty("bylaw.opa.conformance", "../shared/opa-conformance"), "v1");
        Assumptions.assumeTrue(Files.isDirectory(folder), "OPA's conformance cases are not at " + folder);
        Set<Refusal> listed = listed();
        Set<Refusal> needless = new LinkedHashSet<>(listed);
        int passed = 0;
        int skipped = 0;
        List<String> failed = new ArrayList<>();
        for (ConformanceCase test : ConformanceCase.load(folder)) {
            ConformanceRunner.Ending ending = ConformanceRunner.run(test, RegoVersion.V1);
            if (ending.kind() == ConformanceRunner.Kind.PASSED) {
                passed++;
            } else if (ending.kind() != ConformanceRunner.Kind.WRONG && listed.contains(refusal(test, ending))) {
                skipped++;
                needless.remove(refusal(test, ending));
            } else {
                failed.add(test.file() + " | " + test.note() + ": " + ending.kind() + " " + ending.message());
            }
        }
        failed.forEach(System.out::println);
        System.out.println("conformance: " + passed + " passed, " + failed.size() + " failed, " + skipped + " skipped");
        assertThat(failed).isEmpty();
        assertThat(needless).as("listed cases that pass or do not exist").isEmpty();
    }

    /** The cases of the language before OPA 1.0, where the folder has them. */
    @Test
    void passesEveryCaseOfTheOlderLanguage() throws IOException {
        Path folder = Path.of(System.getProperty("bylaw.opa.conformance", "../shared/opa-conformance"), "v0");
        Assumptions.assumeTrue(Files.isDirectory(folder), "OPA's cases of Rego v0 are not at " + folder);
        int passed = 0;
        int skipped = 0;
        List<String> failed = new ArrayList<>();
        for (ConformanceCase test : ConformanceCase.load(folder)) {
            ConformanceRunner.Ending ending = ConformanceRunner.run(test, RegoVersion.V0);
            if (ending.kind() == ConformanceRunner.Kind.PASSED) {
                passed++;
            } else if (ending.kind() != ConformanceRunner.Kind.WRONG
                    && REFUSAL.matcher(ending.message()).find()) {
                skipped++;
            } else {
                failed.add(test.file() + " | " + test.note() + ": " + ending.kind() + " " + ending.message());
            }
        }
        failed.forEach(System.out::println);
        System.out.println(
                "conformance of v0: " + passed + " passed, " + failed.size() + " failed, " + skipped + " skipped");
        assertThat(failed).isEmpty();
    }

    private static Refusal refusal(ConformanceCase test, ConformanceRunner.Ending ending) {
        Matcher found = REFUSAL.matcher(ending.message());
        return new Refusal(test.note(), found.find() ? found.group(1) : "");
    }

    /** Lines of the form {@code note | builtin is refused: why}; different cases may have the same note. */
    private static Set<Refusal> listed() throws IOException {
        Set<Refusal> all = new LinkedHashSet<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(ConformanceTest.class.getResourceAsStream(EXCEPTIONS), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int bar = line.lastIndexOf(" | ");
                    assertThat(bar).as(line).isPositive();
                    Matcher reason = REFUSED_BUILTIN.matcher(line.substring(bar + 3));
                    assertThat(reason.matches()).as("the reason in: " + line).isTrue();
                    assertThat(all.add(new Refusal(line.substring(0, bar), reason.group(1))))
                            .as("listed once: " + line)
                            .isTrue();
                }
            }
        }
        return all;
    }
}
