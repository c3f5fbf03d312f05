package dev.bylaw.cli;

import picocli.CommandLine;

/** The entry of the executable jar. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the arguments
     */
    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        int code = commandLine(console, arguments).execute(arguments);
        console.flush();
        System.exit(code);
    }

    /** {@return the commands that are needed for some arguments, writing to a console} */
    static CommandLine commandLine(Console console, String... arguments) {
        CommandLine commandLine = Commands.forArguments(console, arguments)
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.colors() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false);
        commandLine.setParameterExceptionHandler(Failures::usage);
        commandLine.setExecutionExceptionHandler(Failures::execution);
        return commandLine;
    }
}
