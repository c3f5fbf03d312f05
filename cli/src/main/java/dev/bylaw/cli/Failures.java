package dev.bylaw.cli;

import dev.bylaw.ConfigurationException;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.internal.text.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;

/** Turns what went wrong into a message and an exit code, never a stack trace. */
final class Failures {
    private Failures() {}

    /** Wrong options and arguments. */
    static int usage(CommandLine.ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("bylaw: " + usageMessage(exception, command));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String usageMessage(CommandLine.ParameterException exception, CommandLine command) {
        if (exception instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            boolean option = name.startsWith("-");
            List<String> known = new ArrayList<>();
            if (option) {
                command.getCommandSpec().options().forEach(spec -> known.addAll(List.of(spec.names())));
            } else {
                known.addAll(command.getSubcommands().keySet());
            }
            String kind = option ? "unknown option " : known.isEmpty() ? "unexpected argument " : "unknown command ";
            return kind + "'" + name + "'" + Suggestion.hint(name, known);
        }
        return exception.getMessage();
    }

    /** What a command could not do. */
    static int execution(Exception exception, CommandLine command, CommandLine.ParseResult result) {
        PrintWriter err = command.getErr();
        if (exception instanceof ConfigurationException || exception instanceof UsageException) {
            exception.getMessage().lines().forEach(line -> err.println("bylaw: " + line));
            return ExitCodes.USAGE;
        }
        if (exception instanceof RegoException rego) {
            rego.errors().forEach(error -> err.println("bylaw: " + error));
            return ExitCodes.USAGE;
        }
        if (exception instanceof CancellationException) {
            err.println("bylaw: " + exception.getMessage());
            return ExitCodes.INCOMPLETE;
        }
        if (exception instanceof IOException failure) {
            err.println("bylaw: " + io(failure));
            return ExitCodes.USAGE;
        }
        err.println("bylaw: this is a defect of Bylaw: " + exception);
        for (StackTraceElement element : exception.getStackTrace()) {
            if (element.getClassName().startsWith("dev.bylaw")) {
                err.println("bylaw: it happened in " + element.getClassName() + " line " + element.getLineNumber());
                break;
            }
        }
        return ExitCodes.INCOMPLETE;
    }

    static String io(IOException exception) {
        if (exception instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (exception instanceof AccessDeniedException denied) {
            return denied.getFile() + " cannot be read or written: permission denied";
        }
        return exception.getMessage();
    }
}
