package dev.bylaw.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where commands write to and what they may look at. Results go to {@code out}, everything else to {@code err}, both in
 * UTF-8.
 *
 * @param out results
 * @param err messages
 * @param in what is piped in
 * @param environment the variables of the process
 * @param terminal whether a person looks at a terminal
 */
record Console(PrintWriter out, PrintWriter err, InputStream in, Map<String, String> environment, boolean terminal) {
    static Console ofProcess() {
        return new Console(
                writer(FileDescriptor.out), writer(FileDescriptor.err), System.in, System.getenv(), isTerminal());
    }

    /** Whether input and output are a terminal. From Java 22 on a console may be there without one. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), false);
    }

    /** {@return whether to use colours: on a terminal, unless {@code NO_COLOR} is set (no-color.org)} */
    boolean colors() {
        String noColor = environment.get("NO_COLOR");
        return terminal && (noColor == null || noColor.isEmpty()) && !"dumb".equals(environment.get("TERM"));
    }

    /** Says which part of a long work begins; only a terminal sees it. */
    void progress(String text) {
        if (terminal) {
            err.println("bylaw: " + text);
            err.flush();
        }
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
