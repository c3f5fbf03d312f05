package dev.bylaw.rego.internal.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.scanner.ScannerException;

/** Errors of SnakeYAML in the words of libyaml, which OPA shows. */
final class YamlProblems {
    private static final Map<String, String> WORDS = words();

    private YamlProblems() {}

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("mapping values are not allowed", "mapping values are not allowed in this context");
        words.put("found character", "found character that cannot start any token");
        words.put("expected ',' or ']'", "did not find expected ',' or ']'");
        words.put("expected ',' or '}'", "did not find expected ',' or '}'");
        words.put("found unknown escape character", "found unknown escape character");
        words.put("expected the node content", "did not find expected node content");
        words.put("expected '<document start>'", "did not find expected <document start>");
        words.put("expected chomping", "did not find expected comment or line break");
        words.put("expected a comment", "did not find expected comment or line break");
        words.put("expected escape sequence", "did not find expected hexdecimal number");
        words.put("unexpected character found", "did not find expected alphabetic or numeric character");
        words.put("expected alphabetic or numeric", "found unexpected non-alphabetical character");
        words.put("expected '>'", "did not find the expected '>'");
        words.put("special characters are not allowed", "control characters are not allowed");
        return words;
    }

    private static String translated(String problem, String context) {
        if (problem.startsWith("expected <block end>")) {
            return context != null && context.contains("collection")
                    ? "did not find expected '-' indicator"
                    : "did not find expected key";
        }
        for (Map.Entry<String, String> entry : WORDS.entrySet()) {
            if (problem.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return problem;
    }

    /** An error with a place. OPA counts lines of the parser from 0, and those of the scanner from 1. */
    static YamlSyntaxException of(MarkedYAMLException e, int length) {
        String problem = translated(String.valueOf(e.getProblem()), e.getContext());
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        if (mark == null) {
            return new YamlSyntaxException("yaml: " + problem, problem, 1, 1);
        }
        boolean scanner = e instanceof ScannerException;
        int line = mark.getLine();
        if (!scanner && mark.getIndex() >= length && mark.getColumn() > 0) {
            line++;
        }
        if (line == 0 && e.getContextMark() != null) {
            line = e.getContextMark().getLine();
        }
        String place = line == 0 ? "" : "line " + (scanner ? line + 1 : line) + ": ";
        return new YamlSyntaxException("yaml: " + place + problem, problem, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** An error of the reader, which has no line. */
    static YamlSyntaxException of(YAMLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        String problem = translated(end < 0 ? message : message.substring(0, end), null);
        return new YamlSyntaxException("yaml: " + problem, problem, 1, 1);
    }
}
