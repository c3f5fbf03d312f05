package dev.bylaw.cli;

import dev.bylaw.rego.Json;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compiles policies. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Parses and compiles Rego, as opa check. Silent where all is well.",
        footer = {"", "Exit codes: 0 all is well, 1 there are errors."})
final class RegoCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
    private List<String> paths;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "pretty",
            description = "pretty (default) or json.")
    private String format;

    @Option(
            names = {"-S", "--strict"},
            description = "References to packages and rules that are nowhere are errors, too.")
    private boolean strict;

    @Mixin
    private RegoGrants grants;

    RegoCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!format.equals("pretty") && !format.equals("json")) {
            throw new UsageException("--format must be pretty or json, not '" + format + "'");
        }
        try {
            Policy.compile(RegoFiles.load(paths).modules(), new Policy.Options(strict, false, grants.forTests()));
            return 0;
        } catch (RegoException e) {
            if (format.equals("json")) {
                console.out().println(Json.writePretty(RegoJson.errors(e.errors())));
            } else {
                int count = e.errors().size();
                console.err().println(count + (count == 1 ? " error occurred:" : " errors occurred:"));
                e.errors().forEach(error -> console.err().println(error));
            }
            return 1;
        }
    }
}
