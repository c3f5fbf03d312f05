package dev.bylaw.cli;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Coverage;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.SortedSet;

/** The JSON shapes of {@code opa}. */
final class RegoJson {
    private RegoJson() {}

    static Value number(long number) {
        return Json.parse("number", Long.toString(number));
    }

    private static Value number(double number) {
        return Json.parse("number", Double.toString(Math.round(number * 100) / 100.0));
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

    static ObjectValue coverage(Coverage coverage) {
        ObjectValue.Builder files = ObjectValue.builder();
        int covered = 0;
        int missed = 0;
        for (var entry : coverage.files().entrySet()) {
            Coverage.Lines lines = entry.getValue();
            covered += lines.covered().size();
            missed += lines.notCovered().size();
            ObjectValue.Builder file = ObjectValue.builder();
            if (!lines.covered().isEmpty()) {
                file.put("covered", ranges(lines.covered()))
                        .put("covered_lines", number(lines.covered().size()));
            }
            if (!lines.notCovered().isEmpty()) {
                file.put("not_covered", ranges(lines.notCovered()))
                        .put("not_covered_lines", number(lines.notCovered().size()));
            }
            files.put(
                    entry.getKey(),
                    file.put("coverage", number(lines.percent())).build());
        }
        return ObjectValue.builder()
                .put("files", files.build())
                .put("covered_lines", number(covered))
                .put("not_covered_lines", number(missed))
                .put("coverage", number(coverage.percent()))
                .build();
    }

    private static ArrayValue ranges(SortedSet<Integer> rows) {
        ArrayValue.Builder all = ArrayValue.builder();
        Integer start = null;
        Integer last = null;
        for (Integer row : rows) {
            if (last != null && row == last + 1) {
                last = row;
                continue;
            }
            if (start != null) {
                all.add(range(start, last));
            }
            start = row;
            last = row;
        }
        return start == null ? ArrayValue.EMPTY : all.add(range(start, last)).build();
    }

    private static ObjectValue range(int start, int end) {
        return ObjectValue.builder()
                .put("start", ObjectValue.builder().put("row", number(start)).build())
                .put("end", ObjectValue.builder().put("row", number(end)).build())
                .build();
    }
}
