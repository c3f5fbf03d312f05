package dev.bylaw.cli;

import dev.bylaw.PolicyEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which rules are loaded. */
final class RuleOptions {
    @Option(
            names = "--policies",
            paramLabel = "DIR|JAR|BUNDLE",
            description = "Rules besides the standard ones: a folder, a jar, or a bundle (.tar.gz) that"
                    + " 'opa build -t wasm' compiled. Repeatable.")
    private List<Path> policies = new ArrayList<>();

    RuleOptions() {}

    PolicyEngine engine() throws IOException {
        PolicyEngine.Builder builder = PolicyEngine.builder().discoverRules();
        for (Path source : policies) {
            builder.addRules(ReadingOptions.rules(source));
        }
        return builder.build();
    }
}
