package dev.bylaw.cli;

import dev.bylaw.PolicyEngine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** The command that all others belong to. */
@Command(
        name = "bylaw",
        mixinStandardHelpOptions = true,
        versionProvider = BylawCommand.Version.class,
        description = "Checks data products against the rules that a guild agreed on.",
        footer = {
            "",
            "Exit codes of check: 0 passed, 1 failed, 2 wrong usage or settings,",
            "3 incomplete, 4 nothing checked."
        })
final class BylawCommand implements Runnable {
    @Spec
    private CommandLine.Model.CommandSpec spec;

    BylawCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version of the engine. */
    static final class Version implements CommandLine.IVersionProvider {
        Version() {}

        @Override
        public String[] getVersion() {
            return new String[] {"bylaw " + PolicyEngine.version()};
        }
    }
}
