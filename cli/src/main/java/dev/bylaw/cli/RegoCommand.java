package dev.bylaw.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** Works with Rego as {@code opa} does. */
@Command(
        name = "rego",
        mixinStandardHelpOptions = true,
        description = "Evaluates, tests, measures and checks Rego as opa does, with its output formats and exit codes.")
final class RegoCommand implements Runnable {
    @Spec
    private CommandLine.Model.CommandSpec spec;

    RegoCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing: eval, test, check or bench");
    }
}
