package dev.bylaw.cli;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Shows errors of policies, for people and as {@code opa} gives them as JSON. */
final class RegoErrors {
    /** The file that places in a query have. */
    static final String QUERY = "query";

    private final Function<String, Optional<String>> texts;

    /**
     * Shows errors.
     *
     * @param texts the text of a file, where it is known
     */
    RegoErrors(Function<String, Optional<String>> texts) {
        this.texts = texts;
    }

    /** {@return lines: how many there are, then each with the line of the source it is about} */
    List<String> lines(List<RegoError> errors, String when) {
        List<String> lines = new ArrayList<>();
        lines.add(errors.size() + (errors.size() == 1 ? " error occurred" : " errors occurred") + when + ":");
        for (RegoError error : errors) {
            String place = error.location()
                    .map(at -> (at.file().equals(QUERY) ? "" : at.file() + ":") + at.row() + ":" + at.column() + ": ")
                    .orElse("");
            String text = place + (error.code().isEmpty() ? "" : error.code() + ": ") + error.text();
            lines.addAll(text.lines().map(Plain::text).toList());
            error.location()
                    .ifPresent(at -> source(at).ifPresent(line -> {
                        lines.add("\t" + Plain.text(line.strip()));
                        int indent = Math.max(0, Math.min(at.column() - 1, line.length()) - leading(line));
                        int width = at.row() == at.endRow() ? Math.max(1, at.endColumn() - at.column()) : 1;
                        lines.add("\t" + " ".repeat(indent)
                                + "^".repeat(Math.min(width, Math.max(1, line.length() - indent))));
                    }));
        }
        return lines;
    }

    private static int leading(String line) {
        return line.length() - line.stripLeading().length();
    }

    private Optional<String> source(RegoLocation at) {
        return texts.apply(at.file())
                .flatMap(text -> text.lines().skip(at.row() - 1L).findFirst());
    }

    /** {@return the list that {@code opa} has under {@code errors}} */
    List<Map<String, Object>> json(List<RegoError> errors) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (RegoError error : errors) {
            Map<String, Object> entry = json(error);
            if (error.code().equals("rego_parse_error") && error.location().isPresent()) {
                RegoLocation at = error.location().get();
                source(at).ifPresent(line -> {
                    Map<String, Object> details = new LinkedHashMap<>();
                    details.put("line", line);
                    details.put("idx", at.column() - 1);
                    entry.put("details", details);
                });
            }
            all.add(entry);
        }
        return all;
    }

    /** {@return message, code and place} */
    static Map<String, Object> json(RegoError error) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("message", error.message());
        if (!error.code().isEmpty()) {
            entry.put("code", error.code());
        }
        error.location().ifPresent(at -> entry.put("location", location(at)));
        return entry;
    }

    /** {@return file, row and column} */
    static Map<String, Object> location(RegoLocation at) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("file", at.file().equals(QUERY) ? "" : at.file());
        place.put("row", at.row());
        place.put("col", at.column());
        return place;
    }
}
