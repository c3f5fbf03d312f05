package dev.bylaw.internal.yaml;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.Locale;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in plain words what is wrong with a YAML text, where, and what to do. */
final class YamlMessages {
    private YamlMessages() {}

    static Problem of(MarkedYAMLException fault, YamlMarks marks) {
        String problem = fault.getProblem() == null ? "" : fault.getProblem();
        String context = fault.getContext() == null ? "" : fault.getContext();
        Mark at = fault.getProblemMark() != null ? fault.getProblemMark() : fault.getContextMark();
        Mark from = fault.getContextMark() != null ? fault.getContextMark() : at;
        if (at == null) {
            return syntax(Location.startOf(marks.file().path()), problem);
        }
        if (problem.contains("TAB")) {
            return syntax(marks.point(at), "a tab character stands where YAML allows only spaces; indent with spaces");
        }
        if (context.contains("quoted scalar") && problem.contains("end of stream")) {
            return syntax(marks.point(from), "the quote that opens here is never closed");
        }
        Location place = marks.point(at);
        String line = lineOf(marks.file(), place);
        if (line.contains("{{") && (context.contains("flow") || problem.contains("flow"))) {
            return syntax(place, "a value that begins with {{ must be quoted: \"{{ ... }}\"");
        }
        if (context.contains("flow node") && problem.contains("<stream end>")) {
            return syntax(place, "the file ends here, but a [ or { above is not closed");
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return syntax(
                    place,
                    "a ':' cannot stand here; quote the value if it contains ': ', or correct the indentation of this"
                            + " line");
        }
        if (context.contains("simple key") && problem.contains("':'")) {
            return syntax(
                    marks.point(from),
                    "this line is neither an item nor 'key: value'; a ':' followed by a space is"
                            + " missing, or a quote above is not closed");
        }
        if (problem.contains("<block end>")) {
            return syntax(
                    place,
                    "this line does not fit the "
                            + (context.contains("mapping") ? "mapping" : "list")
                            + " that begins in line " + line(from)
                            + "; correct its indentation");
        }
        if (context.contains("flow sequence") || context.contains("flow mapping")) {
            String bracket = context.contains("sequence") ? "[" : "{";
            return syntax(place, "the " + bracket + " in line " + line(from) + " is not closed, or a ',' is missing");
        }
        if (problem.contains("cannot start any token")) {
            return syntax(place, "a value cannot begin with " + shown(line, place) + "; quote it");
        }
        if (problem.contains("not allowed here")) {
            return syntax(place, "an item cannot stand here; correct the indentation of this line");
        }
        if (problem.contains("<document start>")) {
            return syntax(place, "the document ends before this line; correct its indentation");
        }
        if (context.contains("double-quoted") && problem.contains("escape")) {
            return syntax(
                    place, "this is no escape sequence of YAML; write \\\\ for a backslash, or use single quotes");
        }
        return syntax(place, "this is not YAML: " + fallback(problem, context));
    }

    static Problem of(ReaderException fault, YamlMarks marks) {
        int offset = marks.offset(fault.getPosition());
        return syntax(
                marks.file().location(offset, offset),
                "the control character U+%04X is not allowed in YAML; remove it".formatted(fault.getCodePoint()));
    }

    private static Problem syntax(Location place, String message) {
        return Problem.at(place, Problem.Kind.INVALID_SYNTAX, message);
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }

    private static String lineOf(SourceFile file, Location place) {
        int line = place.start().line();
        return line <= file.lines() ? file.line(line) : "";
    }

    private static String shown(String line, Location place) {
        int column = place.start().column() - 1;
        return column < line.length() ? "'" + line.charAt(column) + "'" : "this character";
    }

    private static String fallback(String problem, String context) {
        String text = context.isEmpty() ? problem : problem + " " + context;
        return text.toLowerCase(Locale.ROOT).strip();
    }
}
