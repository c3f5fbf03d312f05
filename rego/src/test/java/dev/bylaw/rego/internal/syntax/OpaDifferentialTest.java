package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.RegoException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated modules, and such with slips, against {@code opa parse}: both refuse one, or both read the same tree.
 *
 * <p>Left out is what OPA 1.22.2 trips over: behind {@code x in y} a line that begins with the reference {@code with.z}.
 */
class OpaDifferentialTest {
    private static final int VALID = 200;
    private static final int BROKEN = 300;

    /** What is refused here and by OPA only when it compiles. */
    private static final List<String> LATER_IN_OPA =
            List.of("only a function that is named by a path", "cannot be the name of a rule");

    @TempDir
    Path folder;

    @Test
    void readsWhatOpaReads() throws IOException {
        Optional<Opa> opa = Opa.find(folder);
        Assumptions.assumeTrue(opa.isPresent(), "no opa: give -Dbylaw.opa=FILE or put it on the path");
        List<String> differences = new ArrayList<>();
        for (int seed = 0; seed < VALID; seed++) {
            compare(opa.get(), new ModuleText(seed).valid()).ifPresent(differences::add);
        }
        for (int seed = 0; seed < BROKEN; seed++) {
            compare(opa.get(), new ModuleText(seed).broken()).ifPresent(differences::add);
        }
        assertThat(differences).isEmpty();
    }

    private static Optional<String> compare(Opa opa, String module) throws IOException {
        String ours;
        boolean accepted = true;
        try {
            ours = TreeText.of(Parser.parseModule("m.rego", module));
        } catch (RegoException e) {
            ours = e.getMessage();
            accepted = false;
        }
        if (!accepted && LATER_IN_OPA.stream().anyMatch(ours::contains)) {
            return Optional.empty();
        }
        Opa.Parsed parsed = opa.parse(module);
        if (!parsed.accepted() && parsed.output().contains("error calling MarshalJSON")) {
            // OPA accepts .5 and then cannot print it.
            return Optional.empty();
        }
        String theirs = parsed.accepted() ? OpaTree.of(parsed.output()) : parsed.output();
        boolean agree = accepted == parsed.accepted() && (!accepted || ours.equals(theirs));
        return agree ? Optional.empty() : Optional.of(module + "\nhere: " + ours + "\nopa: " + theirs);
    }
}
