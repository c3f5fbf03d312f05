package dev.bylaw.rego.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** OPA's own conformance cases, from the folder that the system property {@code bylaw.opa.conformance} names. */
class ConformanceTest {
    private static final String EXCEPTIONS = "/conformance-exceptions.txt";

    @Test
    void passesEveryCaseThatIsNotListedWithAReason() throws IOException {
        Path folder = Path.of(System.getProperty("bylaw.opa.conformance", "../shared/opa-conformance"), "v1");
        Assumptions.assumeTrue(Files.isDirectory(folder), "OPA's conformance cases are not at " + folder);
        Map<String, String> exceptions = exceptions();
        int passed = 0;
        int skipped = 0;
        List<String> failed = new ArrayList<>();
        List<String> needless = new ArrayList<>();
        for (ConformanceCase test : ConformanceCase.load(folder)) {
            Optional<String> listed = listed(exceptions, test);
            ConformanceRunner.Ending ending = ConformanceRunner.run(test);
            boolean pass = ending.kind() == ConformanceRunner.Kind.PASSED;
            if (pass) {
                passed++;
                listed.ifPresent(needless::add);
            } else if (listed.isPresent() && ending.kind() != ConformanceRunner.Kind.WRONG) {
                skipped++;
            } else {
                failed.add(test.file() + " | " + test.note() + ": " + ending.kind() + " " + ending.message());
            }
        }
        failed.forEach(System.out::println);
        System.out.println("conformance: " + passed + " passed, " + failed.size() + " failed, " + skipped + " skipped");
        assertThat(failed).isEmpty();
        assertThat(needless).as("listed cases that pass").isEmpty();
    }

    /** The exception of a case: its folder or file, or its note. */
    private static Optional<String> listed(Map<String, String> exceptions, ConformanceCase test) {
        for (String key : exceptions.keySet()) {
            if (test.note().equals(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Lines of the form {@code note | reason}. */
    private static Map<String, String> exceptions() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(ConformanceTest.class.getResourceAsStream(EXCEPTIONS), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int bar = line.lastIndexOf(" | ");
                    all.put(line.substring(0, bar), line.substring(bar + 3));
                }
            }
        }
        return all;
    }
}
