package dev.bylaw.internal.dbt;

import com.google.re2j.Pattern;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of a {@code .dbtignore} file, in the syntax of {@code .gitignore}: the last pattern that matches decides.
 * Matching takes linear time. Immutable.
 */
final class IgnorePatterns {
    static final IgnorePatterns NONE = new IgnorePatterns(List.of());

    private static final int MOST_RULES = 1000;
    private static final int LONGEST = 1000;

    private record Rule(Pattern pattern, boolean ignores) {}

    private final List<Rule> rules;

    private IgnorePatterns(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    static IgnorePatterns of(SourceFile file, Diagnostics diagnostics) {
        List<Rule> rules = new ArrayList<>();
        for (int number = 1; number <= file.lines(); number++) {
            String line = trim(file.line(number));
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.length() > LONGEST || rules.size() == MOST_RULES) {
                diagnostics.problem(
                        Location.at(file.path(), new Position(number, 1)),
                        Problem.Kind.LIMIT_EXCEEDED,
                        "only " + MOST_RULES + " patterns of up to " + LONGEST
                                + " characters are read here; this one and those that follow have no effect");
                break;
            }
            boolean ignores = !line.startsWith("!");
            String glob = ignores ? line : line.substring(1);
            try {
                rules.add(new Rule(Pattern.compile(translate(glob), Pattern.DOTALL), ignores));
            } catch (com.google.re2j.PatternSyntaxException fault) {
                diagnostics.notice(
                        Location.at(file.path(), new Position(number, 1)),
                        "invalid-pattern",
                        "this is no pattern of .gitignore and has no effect");
            }
        }
        return new IgnorePatterns(rules);
    }

    /** Spaces at the end do not count unless a backslash stands before them. */
    private static String trim(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
            end--;
        }
        return line.substring(0, end);
    }

    /** Whether a file is left out; the path is relative to the project. */
    boolean ignores(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.pattern().matches(path)) {
                ignored = rule.ignores();
            }
        }
        return ignored;
    }

    private static String translate(String glob) {
        boolean directory = glob.endsWith("/");
        String body = directory ? glob.substring(0, glob.length() - 1) : glob;
        boolean anchored = body.indexOf('/') >= 0;
        if (body.startsWith("/")) {
            body = body.substring(1);
        }
        StringBuilder regex = new StringBuilder();
        if (!anchored) {
            regex.append("(?:.*/)?");
        }
        int at = 0;
        if (body.startsWith("**/")) {
            regex.append("(?:.*/)?");
            at = 3;
        }
        while (at < body.length()) {
            if (body.startsWith("/**/", at)) {
                regex.append("/(?:.*/)?");
                at += 4;
            } else if (body.startsWith("/**", at) && at + 3 == body.length()) {
                return regex.append("/.*").toString();
            } else {
                at = character(body, at, regex);
            }
        }
        return regex.append(directory ? "/.*" : "(?:/.*)?").toString();
    }

    private static int character(String body, int at, StringBuilder regex) {
        char c = body.charAt(at);
        switch (c) {
            case '*' -> regex.append("[^/]*");
            case '?' -> regex.append("[^/]");
            case '[' -> {
                return set(body, at, regex);
            }
            case '\\' -> {
                char next = at + 1 < body.length() ? body.charAt(at + 1) : '\\';
                regex.append(Pattern.quote(String.valueOf(next)));
                return at + 2;
            }
            default -> regex.append(Pattern.quote(String.valueOf(c)));
        }
        return at + 1;
    }

    private static int set(String body, int at, StringBuilder regex) {
        int start = at + 1;
        boolean negated = start < body.length() && (body.charAt(start) == '!' || body.charAt(start) == '^');
        int first = negated ? start + 1 : start;
        int end = body.indexOf(']', first + 1);
        if (end < 0) {
            regex.append("\\[");
            return at + 1;
        }
        String members = body.substring(first, end)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]");
        regex.append(negated ? "[^/" : "[").append(members).append(']');
        return end + 1;
    }
}
