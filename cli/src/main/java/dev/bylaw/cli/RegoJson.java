package dev.bylaw.cli;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Coverage;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** The JSON shapes of {@code opa}. */
final class RegoJson {
    private RegoJson() {}

    static Value number(long number) {
        return Json.parse("number", Long.toString(number));
    }

    /** {@return {@code {"errors": [...]}}} */
    static ObjectValue errors(List<RegoError> errors) {
        ArrayValue.Builder all = ArrayValue.builder();
        for (RegoError error : errors) {
            ObjectValue.Builder entry = ObjectValue.builder()
                    .put("message", StringValue.of(error.message()))
                    .put("code", StringValue.of(error.code()));
            error.location().ifPresent(place -> entry.put("location", location(place)));
            all.add(entry.build());
        }
        return ObjectValue.builder().put("errors", all.build()).build();
    }

    static ObjectValue location(RegoLocation place) {
        return ObjectValue.builder()
                .put("file", StringValue.of(place.file()))
                .put("row", number(place.row()))
                .put("col", number(place.column()))
                .build();
    }

    /** {@return the report of coverage in the order of {@code opa}} */
    static Map<String, Object> report(Coverage coverage) {
        Map<String, Object> files = new LinkedHashMap<>();
        int covered = 0;
        int missed = 0;
        for (var entry : coverage.files().entrySet()) {
            Coverage.Lines lines = entry.getValue();
            covered += lines.covered().size();
            missed += lines.notCovered().size();
            Map<String, Object> file = new LinkedHashMap<>();
            put(file, "covered", lines.coveredRanges());
            put(file, "not_covered", lines.notCoveredRanges());
            if (!lines.covered().isEmpty()) {
                file.put("covered_lines", lines.covered().size());
            }
            if (!lines.notCovered().isEmpty()) {
                file.put("not_covered_lines", lines.notCovered().size());
            }
            if (lines.percent() > 0) {
                file.put("coverage", lines.percent());
            }
            files.put(entry.getKey(), file);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("files", files);
        all.put("covered_lines", covered);
        all.put("not_covered_lines", missed);
        all.put("coverage", coverage.percent());
        return all;
    }

    private static void put(Map<String, Object> file, String name, List<Coverage.Range> ranges) {
        if (!ranges.isEmpty()) {
            List<Map<String, Object>> all = new ArrayList<>();
            for (Coverage.Range range : ranges) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("start", position(range.startRow(), range.startColumn()));
                entry.put("end", position(range.endRow(), range.endColumn()));
                all.add(entry);
            }
            file.put(name, all);
        }
    }

    private static Map<String, Object> position(int row, int column) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("row", row);
        place.put("col", column);
        return place;
    }

    /** The same report as a value. */
    static ObjectValue coverage(Coverage coverage) {
        return (ObjectValue) Json.parse("coverage", JsonText.pretty(report(coverage)));
    }

    /** Rows as {@code 3} and {@code 5-7}. */
    static List<String> spans(SortedSet<Integer> rows) {
        List<String> spans = new ArrayList<>();
        Integer start = null;
        Integer last = null;
        for (Integer row : rows) {
            if (last == null || row != last + 1) {
                addSpan(start, last, spans);
                start = row;
            }
            last = row;
        }
        addSpan(start, last, spans);
        return spans;
    }

    private static void addSpan(Integer start, Integer last, List<String> spans) {
        if (start != null) {
            spans.add(start.equals(last) ? start.toString() : start + "-" + last);
        }
    }
}
