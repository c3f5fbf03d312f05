package dev.bylaw;

import dev.bylaw.internal.report.Inert;
import dev.bylaw.workspace.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules or settings that cannot be used. Nothing was checked. The message has one line for each problem and can be printed as
 * it is: control characters, which the settings may hold, are shown by their numbers in it.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * An exception with these problems.
     *
     * @param problems what is wrong, at least one, each with its place where there is one
     */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(ConfigurationException::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    private static String text(Problem problem) {
        String text = problem.location()
                        .map(place -> place.file() + ":" + place.start().line() + ":"
                                + place.start().column() + ": ")
                        .orElse("")
                + problem.message();
        return Inert.line(text);
    }

    /** {@return what is wrong} */
    public List<Problem> problems() {
        return problems;
    }
}
