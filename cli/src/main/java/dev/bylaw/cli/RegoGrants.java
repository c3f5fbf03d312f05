package dev.bylaw.cli;

import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.Grant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * What the {@code rego} commands let policies use. As {@code opa} does, they have a clock, random numbers and
 * {@code opa.runtime}; unlike there, the network has to be granted.
 */
final class RegoGrants {
    @Option(
            names = "--grant",
            paramLabel = "BUILTIN",
            description = "Lets policies call http.send or net.lookup_ip_addr. Repeatable.")
    private List<String> builtins = new ArrayList<>();

    RegoGrants() {}

    /** What policies may use; what is not granted does not load. */
    Capabilities capabilities() {
        Capabilities capabilities = Capabilities.LOCAL;
        for (String builtin : builtins) {
            try {
                capabilities = capabilities.grant(Grant.of(builtin));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--grant: " + e.getMessage());
            }
        }
        return capabilities;
    }

    /** The same, for policies of which what is not granted is only to be replaced by {@code with}. */
    Capabilities forTests() {
        return capabilities().replaceable(Grant.values());
    }
}
